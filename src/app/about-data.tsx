import type { ReactNode } from 'react';
import type { AppConfig } from '../contract/config.ts';
import { Dialog } from '../ui/dialog.tsx';
import styles from './about-data.module.css';

interface AboutDataProps {
  readonly config: AppConfig;
  readonly onClose: () => void;
}

/** Where the data come from, under which licences they are, and what in a model is measured and what assumed. */
export function AboutData({ config, onClose }: AboutDataProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="reading"
      title="About the data"
      description="Where it comes from, what you may do with it, and how far to trust it"
    >
      <div className={styles.about}>
        <section>
          <h3>Measured and assumed</h3>
          <dl className={styles.terms}>
            <Term name="Measured">
              Where people put buildings, roads, water and trees on OpenStreetMap, and heights that they tagged in
              metres. Ground heights come from survey and satellite models; in places those include roofs and tree tops.
            </Term>
            <Term name="From storeys">
              A building without a height but with storeys: their number times a usual height.
            </Term>
            <Term name="Assumed">
              A building with neither gets the usual height of its kind. Roof shapes that nobody mapped are flat. Widths
              of roads, and sizes of trees, are usual ones of their kind unless they are tagged.
            </Term>
            <Term name="Fictional">
              The sample city does not exist anywhere. Its models say so in their names and in their reports.
            </Term>
          </dl>
          <p>
            Every ZIP holds a report that counts how many heights are measured, from storeys and assumed, and names what
            was repaired or left out.
          </p>
        </section>
        <section>
          <h3>Sources and licences</h3>
          <dl className={styles.terms}>
            <Term name="Map data">
              © <a href="https://www.openstreetmap.org/copyright">OpenStreetMap contributors</a>, Open Database License
              1.0, by way of {config.overpass.map((url) => new URL(url).host).join(' or ')}. Whoever shows or shares a
              model has to name OpenStreetMap; shared changed map data stays under the same licence.
            </Term>
            {config.terrain.map(({ id, label, attribution, licence }) => (
              <Term key={id} name={`Ground: ${label}`}>
                {licence}. {attribution}
              </Term>
            ))}
            <Term name="Base map">
              <a href="https://openfreemap.org">OpenFreeMap</a>, ©{' '}
              <a href="https://www.openmaptiles.org">OpenMapTiles</a>, data from OpenStreetMap; from{' '}
              {new URL(config.mapStyle).host}. It is only shown, and is in no model.
            </Term>
            <Term name="Address search">{config.geocoder.attribution}.</Term>
            <Term name="Your models">
              Yours to use, also for money, as long as the licences of their data are kept: LICENSE.txt in each ZIP says
              what to write.
            </Term>
          </dl>
        </section>
        <section>
          <h3>What leaves your device</h3>
          <p>
            With Cityclip’s own engine: the box, to the services above, to ask for its data; and what you type into the
            address search. Models are made and kept on your device. With 3DCityLoader: the request, with your token, to
            the endpoint in the settings.
          </p>
        </section>
      </div>
    </Dialog>
  );
}

function Term({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

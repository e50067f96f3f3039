import { Button } from '../ui/button.tsx';
import { BoxIcon, PinIcon } from '../ui/icons.tsx';
import styles from './area-panel.module.css';
import { type AreaTool, useArea } from './area-store.ts';
import { prepareDrawing } from './load-drawing.ts';

const TOOLS = [
  {
    id: 'rectangle',
    label: 'Draw box',
    icon: <BoxIcon size={18} />,
    hint: 'Drag a box on the map, or click two opposite corners.',
  },
  {
    id: 'center',
    label: 'Drop center',
    icon: <PinIcon size={18} />,
    hint: 'Click the center on the map: the box of the size below goes around it.',
  },
] as const satisfies readonly { id: AreaTool; [key: string]: unknown }[];

interface ToolButtonsProps {
  readonly disabled: boolean;
  /** A tool was taken by the keyboard. */
  readonly onKeyboard: () => void;
}

/** The tools for the map; pressed again, a tool is put away. */
export function ToolButtons({ disabled, onKeyboard }: ToolButtonsProps) {
  const tool = useArea((state) => state.tool);
  const toolChosen = useArea((state) => state.toolChosen);
  const problem = useArea((state) => state.toolProblem);
  const chosen = TOOLS.find(({ id }) => id === tool);
  return (
    <div>
      <div className={styles.pair}>
        {TOOLS.map(({ id, label, icon }) => (
          <Button
            key={id}
            variant={id === tool ? 'primary' : 'secondary'}
            aria-pressed={id === tool}
            icon={icon}
            disabled={disabled}
            onPointerEnter={prepareDrawing}
            onFocus={prepareDrawing}
            onClick={({ detail }) => {
              toolChosen(id === tool ? 'none' : id);
              const byKeyboard = detail === 0;
              if (byKeyboard && id !== tool) onKeyboard();
            }}
          >
            {label}
          </Button>
        ))}
      </div>
      <p className={styles.hint} role="status">
        {chosen && `${chosen.hint} By keyboard: arrows move the map under the cross, Enter sets it. Escape ends.`}
        {problem}
      </p>
    </div>
  );
}

declare module 'rhino3dm/rhino3dm.module.min.js' {
  export { default } from 'rhino3dm';
}

import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { mesh } from 'three/examples/jsmx/mesh';
const gltf = () => import('three/addons/loaders/GLTFLoader.js');
const name = 'three/examples/jsm/loaders';

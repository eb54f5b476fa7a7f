import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js';
import { mesh } from 'three/examples/jsmx/mesh';
const gltf = () => import('three/examples/jsm/loaders/GLTFLoader.js');
const name = 'three/examples/jsm/loaders';

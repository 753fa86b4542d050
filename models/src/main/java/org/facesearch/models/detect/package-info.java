/**
 * Finding faces: a {@link org.facesearch.models.detect.FaceDetector} turns an upright picture into
 * boxes with five landmarks each. Detectors are single-shot networks with anchors; their decoding
 * follows the paper of each (RetinaFace: Deng et al., CVPR 2020).
 */
package org.facesearch.models.detect;

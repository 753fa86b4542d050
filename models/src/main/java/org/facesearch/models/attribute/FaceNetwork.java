package org.facesearch.models.attribute;

import org.facesearch.models.detect.Box;
import org.facesearch.models.embed.Normalisation;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.onnx.OnnxModel;

/** A network that looks at one face in its surroundings. */
public record FaceNetwork(OnnxModel model, Normalisation normalisation, FaceWindow window) {

  /** Every output of the network for one face. */
  float[][] look(RgbImage image, Box face) {
    RgbImage seen = window.cut(image, face);
    return model.run(
        tensor -> normalisation.write(seen, tensor), 1, 3, window.side(), window.side());
  }
}

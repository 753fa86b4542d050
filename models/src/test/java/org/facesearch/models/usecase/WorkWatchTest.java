package org.facesearch.models.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.attribute.FaceAttributes;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.image.DecodeBudget;
import org.facesearch.models.image.ImageIoPictureDecoder;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.Photographs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Work ends between two stages when nobody wants it any more. */
@ExtendWith(LoadedModels.class)
class WorkWatchTest {

  private final FaceModels models;
  private final DecodeBudget memory = new DecodeBudget(1L << 28);

  WorkWatchTest(FaceModels models) {
    this.models = models;
  }

  /** Whoever waits goes away during a stage. */
  private static final class GoneDuring implements WorkWatch {
    private final String last;
    private final List<String> stages = new ArrayList<>();

    GoneDuring(String last) {
      this.last = last;
    }

    @Override
    public void requireWanted() {
      if (stages.contains(last)) {
        throw new FaceSearchException(Reason.CANCELLED, "gone");
      }
    }

    @Override
    public void took(String stage, long nanos) {
      stages.add(stage);
    }
  }

  private List<String> stagesUntil(String last) {
    GoneDuring watch = new GoneDuring(last);
    AnalyzeFaces analysis =
        new AnalyzeFaces(
            new ImageIoPictureDecoder(memory), () -> models, new FaceAttributes(Map.of()), watch);
    FaceSearchException gone =
        assertThrows(
            FaceSearchException.class,
            () -> analysis.all(Photographs.bytes(Photographs.sample(4)), ImageLimits.defaults()));
    assertEquals(Reason.CANCELLED, gone.reason());
    assertEquals(memory.bytes(), memory.free(), "pixels that nobody wants are freed");
    return watch.stages;
  }

  @Test
  void noStageBeginsThatNobodyWaitsFor() {
    assertEquals(List.of("decode"), stagesUntil("decode"));
    assertEquals(List.of("decode", "detect"), stagesUntil("detect"));
    assertEquals(List.of("decode", "detect", "align"), stagesUntil("align"));
    assertEquals(List.of("decode", "detect", "align", "embed"), stagesUntil("embed"));
  }
}

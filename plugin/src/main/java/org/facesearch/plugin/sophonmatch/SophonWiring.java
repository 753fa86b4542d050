package org.facesearch.plugin.sophonmatch;

import java.util.List;
import java.util.function.Supplier;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.image.PictureFolder;
import org.facesearch.models.usecase.event.CheckLiveness;
import org.facesearch.models.usecase.event.CompareWithCard;
import org.facesearch.models.usecase.event.MatchPicture;
import org.facesearch.models.usecase.event.ObserveFace;
import org.facesearch.plugin.event.EventWiring;
import org.facesearch.plugin.settings.SophonSettings;
import org.opensearch.common.settings.Settings;

/** PictureMatch and compare, put together; what they write, they write in the name of who calls. */
public final class SophonWiring {

  private final Settings settings;
  private final EventWiring events;
  private final Supplier<FaceModels> models;

  /** For one node. */
  public SophonWiring(Settings settings, EventWiring events, Supplier<FaceModels> models) {
    this.settings = settings;
    this.events = events;
    this.models = models;
  }

  /** The use cases. */
  public List<Object> useCases(ObserveFace observe, CheckLiveness liveness) {
    return List.of(
        new MatchPicture(
            new PictureFolder(SophonSettings.imageDirectory(settings)),
            observe,
            events.identifying(),
            liveness,
            events.people(),
            events.log(),
            events.times()),
        new CompareWithCard(observe, models, events.log(), events.times()));
  }
}

package org.facesearch.models.usecase.event;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.event.EventIntake;

/** Makes the cluster ready for events from any client. */
public final class InstallEvents {

  private final EventIntake intake;

  public InstallEvents(EventIntake intake) {
    this.intake = intake;
  }

  public CompletionStage<EventIntake.Installed> run() {
    return intake.install();
  }
}

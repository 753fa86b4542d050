package org.facesearch.rest.admin;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.event.EventIntake;
import org.facesearch.models.usecase.event.InstallEvents;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Makes the cluster ready for events from any client. */
public final class TransportInstallEventsAction
    extends UseCaseAction<String, EventIntake.Installed> {

  private final InstallEvents useCase;

  @Inject
  public TransportInstallEventsAction(
      TransportService transport, ActionFilters filters, InstallEvents useCase) {
    super(AdminActions.INSTALL_EVENTS, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<EventIntake.Installed> run(String nothing) {
    return useCase.run();
  }
}

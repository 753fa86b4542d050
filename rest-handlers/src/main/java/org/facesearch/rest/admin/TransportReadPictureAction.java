package org.facesearch.rest.admin;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.event.ReadEventPicture;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Gives a picture of an event. */
public final class TransportReadPictureAction extends UseCaseAction<String, byte[]> {

  private final ReadEventPicture useCase;

  @Inject
  public TransportReadPictureAction(
      TransportService transport, ActionFilters filters, ReadEventPicture useCase) {
    super(AdminActions.PICTURE, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<byte[]> run(String name) {
    return useCase.run(name);
  }
}

package org.facesearch.rest.facepp;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.faceset.ManageFaceSets;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Lists the FaceSets of a key. */
public final class TransportListFaceSetsAction
    extends UseCaseAction<TransportListFaceSetsAction.Request, ManageFaceSets.Listing> {

  /** What is asked; see {@link ManageFaceSets#list}. */
  record Request(String owner, List<String> tags, int start) {}

  private final ManageFaceSets useCase;

  @Inject
  public TransportListFaceSetsAction(
      TransportService transport, ActionFilters filters, ManageFaceSets useCase) {
    super(FaceppActions.LIST, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<ManageFaceSets.Listing> run(
      TransportListFaceSetsAction.Request request) {
    return useCase.list(request.owner(), request.tags(), request.start());
  }
}

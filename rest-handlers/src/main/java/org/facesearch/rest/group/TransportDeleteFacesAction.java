package org.facesearch.rest.group;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.ManageGroups;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Deletes faces: v1 section 2.7. */
public final class TransportDeleteFacesAction
    extends UseCaseAction<TransportDeleteFacesAction.Ids, List<String>> {

  private final ManageGroups useCase;

  @Inject
  public TransportDeleteFacesAction(
      TransportService transport, ActionFilters filters, ManageGroups useCase) {
    super(GroupActions.DELETE, filters, transport);
    this.useCase = useCase;
  }

  /** Faces of a group by their ids. */
  public record Ids(String group, List<String> ids) {}

  @Override
  protected CompletionStage<List<String>> run(TransportDeleteFacesAction.Ids request) {
    return useCase.delete(request.group(), request.ids());
  }
}

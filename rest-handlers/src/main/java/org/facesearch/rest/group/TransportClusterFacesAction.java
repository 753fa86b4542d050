package org.facesearch.rest.group;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.models.usecase.ClusterFaces;
import org.facesearch.models.usecase.SearchGroups;
import org.facesearch.rest.UseCaseAction;
import org.facesearch.rest.call.Call;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Finds faces and adds the unknown ones: v1 sections 2.12, 2.11 and 2.15. */
public final class TransportClusterFacesAction
    extends UseCaseAction<ClusterFaces.Request, List<List<SearchGroups.SubjectResult>>> {

  private final ClusterFaces useCase;

  @Inject
  public TransportClusterFacesAction(
      TransportService transport, ActionFilters filters, ClusterFaces useCase) {
    super(GroupActions.CLUSTER, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<List<List<SearchGroups.SubjectResult>>> run(
      ClusterFaces.Request request) {
    return useCase.run(request);
  }

  @Override
  protected void note(Call call, ClusterFaces.Request request) {
    SearchGroups.Request search = request.search();
    Notes.asked(call, GroupKind.FACE, search.groups(), search.pictures().size());
    call.searches(GroupKind.FACE.text() + "_group", List.of(request.group()));
  }

  @Override
  protected void noteFound(Call call, List<List<SearchGroups.SubjectResult>> result) {
    Notes.found(call, result);
  }
}

package org.facesearch.rest.group;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.Page;
import org.facesearch.models.gallery.StoredFace;
import org.facesearch.models.usecase.ManageGroups;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Lists the faces of a group page by page: v1 section 2.9. */
public final class TransportListFacesAction
    extends UseCaseAction<TransportListFacesAction.Range, Page<StoredFace>> {

  private final ManageGroups useCase;

  @Inject
  public TransportListFacesAction(
      TransportService transport, ActionFilters filters, ManageGroups useCase) {
    super(GroupActions.IMAGES, filters, transport);
    this.useCase = useCase;
  }

  /**
   * A part of the faces in ascending order of their ids.
   *
   * @param tag only those of this tag, {@code null} for all
   * @param after only ids beyond this one, {@code null} from the start
   */
  public record Range(String group, String tag, String after, int limit) {}

  @Override
  protected CompletionStage<Page<StoredFace>> run(TransportListFacesAction.Range request) {
    return useCase.faces(request.group(), request.tag(), request.after(), request.limit());
  }
}

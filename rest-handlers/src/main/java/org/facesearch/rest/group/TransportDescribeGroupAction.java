package org.facesearch.rest.group;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.GalleryInfo;
import org.facesearch.models.usecase.ManageGroups;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Describes a group of a given name: v1 section 2.3. */
public final class TransportDescribeGroupAction extends UseCaseAction<String, GalleryInfo> {

  private final ManageGroups useCase;

  @Inject
  public TransportDescribeGroupAction(
      TransportService transport, ActionFilters filters, ManageGroups useCase) {
    super(GroupActions.INFO, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<GalleryInfo> run(String request) {
    return useCase.info(request);
  }
}

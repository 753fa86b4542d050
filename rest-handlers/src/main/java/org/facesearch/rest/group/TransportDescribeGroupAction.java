package org.facesearch.rest.group;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.GalleryInfo;
import org.facesearch.models.usecase.GroupCalls;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Describes a group of a given name: v1 sections 1.3 and 2.3. */
public final class TransportDescribeGroupAction extends GroupAction<String, GalleryInfo> {

  @Inject
  public TransportDescribeGroupAction(
      TransportService transport, ActionFilters filters, GroupsByKind groups) {
    super(GroupActions.INFO, filters, transport, groups);
  }

  @Override
  CompletionStage<GalleryInfo> run(GroupCalls calls, String request) {
    return calls.manage().info(request);
  }
}

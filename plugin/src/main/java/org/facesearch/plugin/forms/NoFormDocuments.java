package org.facesearch.plugin.forms;

import org.opensearch.action.ActionRequest;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.action.support.ActionFilter;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.xcontent.MediaType;

/**
 * Refuses documents that are forms. OpenSearch creates the index of a document before it looks into
 * the document; everything else it parses first, and {@link FormMediaType} refuses it there.
 */
public final class NoFormDocuments extends ActionFilter.Simple {

  /** Before any other filter does anything with the document. */
  @Override
  public int order() {
    return Integer.MIN_VALUE;
  }

  @Override
  protected boolean apply(String action, ActionRequest request, ActionListener<?> listener) {
    if (!(request instanceof IndexRequest document)) {
      return true;
    }
    MediaType type = document.getContentType();
    if (!FormMediaType.isForm(type)) {
      return true;
    }
    listener.onFailure(FormMediaType.refusal(type.mediaTypeWithoutParameters()));
    return false;
  }
}

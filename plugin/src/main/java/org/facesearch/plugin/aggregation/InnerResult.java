package org.facesearch.plugin.aggregation;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.search.aggregations.InternalAggregation;

/** The result of an aggregation that only the plugin itself asks for. */
public abstract class InnerResult extends InternalAggregation {

  protected InnerResult(String name, Map<String, Object> metadata) {
    super(name, metadata);
  }

  protected InnerResult(StreamInput in) throws IOException {
    super(in);
  }

  @Override
  protected final boolean mustReduceOnSingleInternalAgg() {
    return false;
  }

  @Override
  public final Object getProperty(List<String> path) {
    throw new IllegalArgumentException("[" + name + "] has no properties");
  }
}

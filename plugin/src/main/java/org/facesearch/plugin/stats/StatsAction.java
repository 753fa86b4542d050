package org.facesearch.plugin.stats;

import org.opensearch.action.ActionType;

/** Gathers what nodes tell of themselves; access control knows it by its name. */
public final class StatsAction extends ActionType<StatsResponse> {

  public static final String NAME = "cluster:monitor/face_search/stats";
  public static final StatsAction INSTANCE = new StatsAction();

  private StatsAction() {
    super(NAME, StatsResponse::new);
  }
}

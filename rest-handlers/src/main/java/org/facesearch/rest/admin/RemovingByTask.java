package org.facesearch.rest.admin;

import java.util.function.Function;
import org.facesearch.models.usecase.event.RemovePerson;
import org.opensearch.tasks.Task;

/** Gives each task a use case of its own, whose calls are the task's children and end with it. */
public final class RemovingByTask {

  private final Function<Task, RemovePerson> useCases;

  public RemovingByTask(Function<Task, RemovePerson> useCases) {
    this.useCases = useCases;
  }

  RemovePerson of(Task task) {
    return useCases.apply(task);
  }
}

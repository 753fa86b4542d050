package org.facesearch.rest.facepp;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The gate that every call passes: who calls, and whether they may. */
public final class KeyRing {

  /** Whose everything is while no key is asked for; no key can have this name. */
  private static final String NOBODY = "(open)";

  private final Supplier<List<ApiKey>> keys;
  private final boolean open;
  private final Function<String, KeyRules> rules;
  private final LongSupplier nanoTime;
  private final Map<String, QueryRate> rates = new ConcurrentHashMap<>();

  /**
   * The gate of one node.
   *
   * @param keys no two with the same {@code api_key}; asked at every call
   * @param open whether calls are answered without a key, as long as there are no keys at all
   * @param rules of a key by its name, asked at every call
   * @param nanoTime a clock that never goes back
   */
  public KeyRing(
      Supplier<List<ApiKey>> keys,
      boolean open,
      Function<String, KeyRules> rules,
      LongSupplier nanoTime) {
    this.keys = keys;
    this.open = open;
    this.rules = rules;
    this.nanoTime = nanoTime;
  }

  /**
   * Who calls.
   *
   * @param owner whose FaceSets and tokens the call sees: the name of the key
   * @param trial whether it is a trial key, which may not use {@code face_rectangle}
   */
  record Caller(String owner, boolean trial) {}

  /**
   * Lets a call through.
   *
   * @throws FaceppException {@code AUTHENTICATION_ERROR}, {@code MISSING_ARGUMENTS}, {@code
   *     AUTHORIZATION_ERROR} or {@code CONCURRENCY_LIMIT_EXCEEDED}
   */
  Caller admit(Arguments arguments) {
    List<ApiKey> known = keys.get();
    if (known.isEmpty()) {
      if (open) {
        return new Caller(NOBODY, false);
      }
      throw FaceppException.authentication();
    }
    ApiKey given = new ApiKey("", arguments.required("api_key"), arguments.required("api_secret"));
    ApiKey found = null;
    for (ApiKey key : known) {
      // All of them, so that the time does not tell which one it was.
      found = key.samePair(given) ? key : found;
    }
    if (found == null) {
      throw FaceppException.authentication();
    }
    KeyRules allowed = rules.apply(found.name());
    if (!allowed.denied().isEmpty()) {
      throw FaceppException.authorization(allowed.denied());
    }
    QueryRate rate = rates.computeIfAbsent(found.name(), name -> new QueryRate());
    if (!rate.take(allowed.queriesPerSecond(), nanoTime.getAsLong())) {
      throw FaceppException.concurrencyLimit();
    }
    return new Caller(found.name(), allowed.trial());
  }
}

package org.facesearch.rest.facepp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyRingTest {

  private static final KeyRules FREE = new KeyRules(false, 1000, "");

  private final Map<String, KeyRules> rules = new HashMap<>();
  private List<ApiKey> keys =
      List.of(new ApiKey("anna", "key A", "secret A"), new ApiKey("bela", "key B", "secret B"));
  private long nanos = 5;

  private KeyRing ring(boolean open) {
    return new KeyRing(() -> keys, open, name -> rules.getOrDefault(name, FREE), () -> nanos);
  }

  private static Arguments with(String key, String secret) {
    Arguments arguments = new Arguments();
    arguments.add("api_key", key);
    arguments.add("api_secret", secret);
    return arguments;
  }

  private void assertRefused(int status, String message, Arguments arguments) {
    FaceppException refusal =
        assertThrows(FaceppException.class, () -> ring(false).admit(arguments));
    assertEquals(message, refusal.getMessage());
    assertEquals(status, refusal.status().getStatus());
  }

  @Test
  void pairTellsWhoCalls() {
    assertEquals("anna", ring(false).admit(with("key A", "secret A")).owner());
    assertEquals("bela", ring(false).admit(with("key B", "secret B")).owner());
  }

  @Test
  void keyAndSecretMustBelongTogether() {
    assertRefused(401, "AUTHENTICATION_ERROR", with("key A", "secret B"));
    assertRefused(401, "AUTHENTICATION_ERROR", with("key C", "secret A"));
    assertRefused(401, "AUTHENTICATION_ERROR", with("KEY A", "secret A"));
    assertRefused(400, "MISSING_ARGUMENTS: api_key", with("", "secret A"));
    assertRefused(400, "MISSING_ARGUMENTS: api_secret", with("key A", ""));
  }

  @Test
  void keysMayChange() {
    KeyRing ring = ring(false);
    keys = List.of(new ApiKey("cleo", "key C", "secret C"));
    assertEquals("cleo", ring.admit(with("key C", "secret C")).owner());
    assertThrows(FaceppException.class, () -> ring.admit(with("key A", "secret A")));
  }

  @Test
  void withoutKeysOnlyAnOpenDoorLetsIn() {
    keys = List.of();
    assertRefused(401, "AUTHENTICATION_ERROR", new Arguments());
    assertRefused(401, "AUTHENTICATION_ERROR", with("key A", "secret A"));
    assertEquals("(open)", ring(true).admit(new Arguments()).owner());
    assertFalse(ring(true).admit(with("any", "thing")).trial());
  }

  @Test
  void openDoorIsClosedByTheFirstKey() {
    assertThrows(FaceppException.class, () -> ring(true).admit(new Arguments()));
  }

  @Test
  void trialAndDenialAreRulesOfTheKey() {
    rules.put("anna", new KeyRules(true, 10, ""));
    rules.put("bela", new KeyRules(false, 10, "Insufficient Account Balance"));
    assertTrue(ring(false).admit(with("key A", "secret A")).trial());
    assertRefused(
        403, "AUTHORIZATION_ERROR:Insufficient Account Balance", with("key B", "secret B"));
  }

  @Test
  void quotaIsPerKeyAndFillsUpAgain() {
    rules.put("anna", new KeyRules(false, 2, ""));
    KeyRing ring = ring(false);
    Arguments anna = with("key A", "secret A");
    ring.admit(anna);
    ring.admit(anna);
    FaceppException refusal = assertThrows(FaceppException.class, () -> ring.admit(anna));
    assertEquals("CONCURRENCY_LIMIT_EXCEEDED", refusal.getMessage());
    assertEquals(403, refusal.status().getStatus());
    ring.admit(with("key B", "secret B"));
    nanos += TimeUnit.MILLISECONDS.toNanos(499);
    assertThrows(FaceppException.class, () -> ring.admit(anna));
    nanos += TimeUnit.MILLISECONDS.toNanos(2);
    ring.admit(anna);
    assertThrows(FaceppException.class, () -> ring.admit(anna));
    nanos += TimeUnit.MINUTES.toNanos(5);
    ring.admit(anna);
    ring.admit(anna);
    assertThrows(FaceppException.class, () -> ring.admit(anna));
  }

  @Test
  void quotaOfNoneLetsNothingThrough() {
    rules.put("anna", new KeyRules(false, 0, ""));
    KeyRing ring = ring(false);
    for (int i = 0; i < 3; i++) {
      assertThrows(FaceppException.class, () -> ring.admit(with("key A", "secret A")));
      nanos += TimeUnit.HOURS.toNanos(1);
    }
  }
}

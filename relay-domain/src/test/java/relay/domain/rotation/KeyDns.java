package relay.domain.rotation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.tenancy.DomainKey;

/** A zone of TXT records in memory, for tests: records come, go, are wrong, are not answered. */
public final class KeyDns implements DkimKeyLookup {
  private final Map<String, Answer> answers = new HashMap<>();
  private boolean down;
  private int questions;

  public KeyDns publish(DomainKey key) {
    return texts(key.recordName(), key.record());
  }

  public KeyDns texts(String name, String... texts) {
    answers.put(name, new Answer.Found(List.of(texts)));
    return this;
  }

  public KeyDns remove(String name) {
    answers.remove(name);
    return this;
  }

  /** No answer about this name. */
  public KeyDns fails(String name) {
    answers.put(name, new Answer.Unavailable("SERVFAIL"));
    return this;
  }

  /** No answer about anything, or answers again. */
  public KeyDns setDown(boolean isDown) {
    down = isDown;
    return this;
  }

  public int questions() {
    return questions;
  }

  @Override
  public Answer textsOf(String name) {
    questions++;
    return down
        ? new Answer.Unavailable("timeout")
        : answers.getOrDefault(name, new Answer.Missing());
  }
}

package relay.domain.http;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import relay.domain.http.IdempotencyKeys.Claim;

/**
 * The rules of idempotency keys over a bounded table; oldest first, so what is over leaves in
 * order. Not thread-safe.
 */
public final class IdempotencyBook {
  private final Duration time;
  private final int keysMax;
  private final Map<Name, Entry> entries = new LinkedHashMap<>();

  private record Name(String owner, String key) {}

  /**
   * @param answer null while the request is being worked on
   */
  private record Entry(String content, Instant since, String answer) {}

  public IdempotencyBook(Duration time, int keysMax) {
    this.time = time;
    this.keysMax = keysMax;
  }

  public Claim claim(IdempotencyKey key, Instant now) {
    forgetOld(now);
    Name name = new Name(key.owner(), key.key());
    Entry entry = entries.get(name);
    if (entry == null) {
      if (entries.size() >= keysMax) {
        return new Claim.Full();
      }
      entries.put(name, new Entry(key.content(), now, null));
      return new Claim.Granted();
    }
    if (!entry.content.equals(key.content())) {
      return new Claim.OtherContent();
    }
    return entry.answer == null ? new Claim.InProgress() : new Claim.Answered(entry.answer);
  }

  public void answered(IdempotencyKey key, String answer, Instant now) {
    Name name = new Name(key.owner(), key.key());
    entries.remove(name);
    entries.put(name, new Entry(key.content(), now, answer));
  }

  public void release(IdempotencyKey key) {
    entries.remove(new Name(key.owner(), key.key()));
  }

  public int size() {
    return entries.size();
  }

  private void forgetOld(Instant now) {
    var oldest = entries.values().iterator();
    while (oldest.hasNext() && !oldest.next().since.plus(time).isAfter(now)) {
      oldest.remove();
    }
  }
}

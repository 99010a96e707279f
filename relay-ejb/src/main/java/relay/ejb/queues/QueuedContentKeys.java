package relay.ejb.queues;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueSearch;
import relay.domain.secret.ContentKeys;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.LockedContents;
import relay.ejb.broker.Broker;

/** Counts in the queues with which key contents are sealed. */
@ApplicationScoped
public class QueuedContentKeys implements ContentKeys {
  private static final String UNKNOWN = "unknown";
  private static final String NONE = "none";
  private final ContentSeal seal;
  private final LockedContents locked;
  private final QueueGauge gauge;
  private final QueueSearch search;
  private final InstantSource clock;

  /** For the container's proxy. */
  protected QueuedContentKeys() {
    this(null, null, null, null, null);
  }

  @Inject
  QueuedContentKeys(ContentSeal seal, LockedContents locked, Broker broker, InstantSource clock) {
    this(seal, locked, broker, broker, clock);
  }

  QueuedContentKeys(
      ContentSeal seal,
      LockedContents locked,
      QueueGauge gauge,
      QueueSearch search,
      InstantSource clock) {
    this.seal = seal;
    this.locked = locked;
    this.gauge = gauge;
    this.search = search;
    this.clock = clock;
  }

  @Override
  public Standing standing() {
    return new Standing(
        seal.isSealing(),
        seal.keyIds(),
        queued(),
        locked.count(clock.instant()),
        locked.troubles());
  }

  /** Nothing is counted where nothing was ever sealed. */
  private Map<String, Long> queued() {
    if (seal.keyIds().isEmpty() && locked.count(clock.instant()) == 0) {
      return Map.of();
    }
    Map<String, Long> queued = new LinkedHashMap<>();
    long known = 0;
    for (String key : seal.keyIds()) {
      OptionalLong some = count(MailMessage.CONTENT_KEY + " = '" + key + "'");
      if (some.isEmpty()) {
        return Map.of();
      }
      queued.put(key, some.getAsLong());
      known += some.getAsLong();
    }
    long sealed = count(either(MailMessage.SEALED_FORM)).orElse(known);
    queued.put(UNKNOWN, Math.max(0, sealed - known));
    queued.put(NONE, count(either(MailMessage.PLAIN_FORM)).orElse(0));
    return queued;
  }

  private OptionalLong count(String selector) {
    long found = 0;
    for (String queue : QueueNames.ofMail()) {
      if (gauge.isEmpty(queue)) {
        continue;
      }
      OptionalLong some = search.count(queue, selector);
      if (some.isEmpty()) {
        return some;
      }
      found += some.getAsLong();
    }
    return OptionalLong.of(found);
  }

  /** Of a mail, or of what one is to be written from. */
  private static String either(int form) {
    return "%1$s = %2$d or %1$s = %3$d"
        .formatted(MailMessage.FORM, form, form + MailMessage.UNWRITTEN_FORMS);
  }
}

package relay.ejb.routing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.Name;
import relay.domain.routing.DnsSettings;

/**
 * Remembers answers for as long as their TTL says, within the operator's bounds; a failure for the
 * shortest time, so that a queue full of mail does not ask a dead server once a mail. Beyond the
 * limit the answer unused for longest is forgotten. Thread-safe.
 */
final class AnswerMemory {
  private final DnsSettings settings;
  private final Map<Question, Remembered> answers;

  /**
   * A name and a record type.
   *
   * @param judged whether DNSSEC was asked about the answer
   */
  record Question(Name name, int type, boolean judged) {}

  private record Remembered(DnsAnswer answer, long untilNanos) {}

  AnswerMemory(DnsSettings settings) {
    this.settings = settings;
    this.answers =
        new LinkedHashMap<>(64, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Question, Remembered> eldest) {
            return size() > settings.answersMax();
          }
        };
  }

  synchronized Optional<DnsAnswer> recall(Question question) {
    Remembered remembered = answers.get(question);
    if (remembered == null) {
      return Optional.empty();
    }
    if (System.nanoTime() - remembered.untilNanos() >= 0) {
      answers.remove(question);
      return Optional.empty();
    }
    return Optional.of(remembered.answer());
  }

  void keep(Question question, DnsAnswer answer) {
    long until = System.nanoTime() + lifetime(answer).toNanos();
    synchronized (this) {
      answers.put(question, new Remembered(answer, until));
    }
  }

  private Duration lifetime(DnsAnswer answer) {
    if (answer instanceof DnsAnswer.Records found) {
      return bounded(found.ttlSeconds(), settings.ttlMax());
    }
    if (answer instanceof DnsAnswer.NoName none) {
      return bounded(none.ttlSeconds(), settings.negativeTtlMax());
    }
    if (answer instanceof DnsAnswer.NoRecord none) {
      return bounded(none.ttlSeconds(), settings.negativeTtlMax());
    }
    return settings.ttlMin();
  }

  private Duration bounded(long seconds, Duration max) {
    Duration ttl = Duration.ofSeconds(seconds);
    ttl = ttl.compareTo(max) > 0 ? max : ttl;
    return ttl.compareTo(settings.ttlMin()) < 0 ? settings.ttlMin() : ttl;
  }
}

package relay.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.Notify;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;
import relay.domain.queue.QueuedMail;

/** Who was promised what, and whether it was kept. */
final class Reckoning {
  private final Map<QueueId, QueuedMail> accepted = new HashMap<>();
  private final SimulatedNetwork network;

  Reckoning(SimulatedNetwork network) {
    this.network = network;
  }

  void accept(QueuedMail mail) {
    accepted.put(mail.entry().mail(), mail);
  }

  int size() {
    return accepted.size();
  }

  /** After any step, also one that the relay died at: nobody is forgotten. */
  void checkNobodyIsLost(QueueId mail, SimulatedRelay relay) {
    List<EmailAddress> missing = new ArrayList<>();
    for (Recipient recipient : accepted.get(mail).envelope().recipients()) {
      boolean queued =
          relay.broker().open(mail).stream()
              .anyMatch(m -> m.envelope().recipients().contains(recipient));
      if (!queued && relay.journal().endsOf(mail, recipient.address()) == 0) {
        missing.add(recipient.address());
      }
    }
    assertThat(missing).as("recipients lost of mail " + mail).isEmpty();
  }

  /** When everything is over: each in exactly one way, and told about as promised. */
  void checkEverybodyCameToOneEnd(List<MailEvent> journal) {
    Map<String, List<MailEvent>> ends = new HashMap<>();
    for (MailEvent event : journal) {
      if (SimulatedJournal.ENDS.contains(event.type())) {
        ends.computeIfAbsent(key(event), k -> new ArrayList<>()).add(event);
      }
    }
    Map<String, Integer> told = toldFailures(journal);
    for (QueuedMail mail : accepted.values()) {
      for (Recipient recipient : mail.envelope().recipients()) {
        String key = mail.entry().mail() + " " + recipient.address();
        assertThat(ends.get(key)).as("ends of " + key).hasSize(1);
        checkEnd(mail, recipient, ends.get(key).get(0), told.getOrDefault(key, 0));
      }
    }
  }

  private void checkEnd(QueuedMail mail, Recipient recipient, MailEvent end, int told) {
    QueueId id = mail.entry().mail();
    int taken = network.timesTaken(id, recipient.address());
    int doubts = network.doubtsAbout(id, recipient.address());
    String who = id + " " + recipient.address() + " " + end;
    assertThat(taken).as("times taken: " + who).isLessThanOrEqualTo(1 + doubts);
    if (end.type() == EventType.DELIVERED) {
      assertThat(taken).as("taken: " + who).isPositive();
      assertThat(told).as("failures told: " + who).isZero();
      return;
    }
    assertThat(taken).as("taken though failed: " + who).isLessThanOrEqualTo(doubts);
    boolean asked = !recipient.notifyOn().isEmpty();
    boolean promised =
        !mail.envelope().sender().isNull()
            && recipient.wants(Notify.FAILURE)
            && (asked || mail.lane() != Lane.BULK);
    assertThat(told).as("failures told: " + who).isEqualTo(promised ? 1 : 0);
  }

  /** No attempt before the time that was decided for it. */
  static void checkNobodyCameTooEarly(List<MailEvent> journal) {
    Map<String, Instant> notBefore = new HashMap<>();
    for (MailEvent event : journal) {
      if (event.type() == EventType.DEFERRED
          && event.details().get(EventField.NEXT_ATTEMPT) instanceof String next) {
        notBefore.put(key(event), Instant.parse(next));
      } else if (event.type() == EventType.ATTEMPTED
          && event.details().get(EventField.RECIPIENTS) instanceof List<?> recipients) {
        for (Object recipient : recipients) {
          Instant due = notBefore.get(event.mail().orElseThrow() + " " + recipient);
          assertThat(due == null || !event.at().isBefore(due)).as("too early: " + event).isTrue();
        }
      }
    }
  }

  /** Longest run of moves of one entry of this lane without an attempt. */
  static int mostMovesInARow(Lane lane, List<MailEvent> journal) {
    return journal.stream()
        .filter(e -> e.type() == EventType.HELD)
        .filter(e -> lane.label().equals(e.details().get(EventField.LANE)))
        .mapToInt(e -> e.details().get(EventField.WAITS) instanceof Long n ? n.intValue() + 1 : 1)
        .max()
        .orElse(0);
  }

  /** Reports that came in as mails, counted by what they say about whom. */
  private Map<String, Integer> toldFailures(List<MailEvent> journal) {
    Map<String, Integer> told = new HashMap<>();
    Set<QueueId> begun = new HashSet<>();
    for (MailEvent event : journal) {
      if (event.type() == EventType.RECEIVED
          && begun.add(event.mail().orElseThrow())
          && event.details().get(EventField.REPORT) instanceof String about) {
        String text = text(accepted.get(event.mail().orElseThrow()));
        for (Recipient recipient : accepted.get(new QueueId(about)).envelope().recipients()) {
          if (text.contains(
              "Final-Recipient: rfc822; " + recipient.address() + "\r\nAction: failed")) {
            told.merge(about + " " + recipient.address(), 1, Integer::sum);
          }
        }
      }
    }
    return told;
  }

  private static String key(MailEvent event) {
    return event.mail().orElseThrow() + " " + event.recipient().orElseThrow();
  }

  private static String text(QueuedMail mail) {
    try (InputStream in = mail.content().open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package relay.domain.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionReport;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;
import relay.domain.queue.QueuedMail;
import relay.domain.smtp.SmtpReply;

/**
 * Mail servers with characters: most take mail, some are slow, some dead for good or for hours,
 * some greylist, and any may refuse, defer or break the connection by chance. It counts what it
 * took.
 */
final class SimulatedNetwork {
  private static final SmtpReply TAKEN = SmtpReply.received(250, List.of("2.0.0 queued"));
  private static final SmtpReply LATER = SmtpReply.received(451, List.of("4.3.0 later"));
  private static final SmtpReply NEVER = SmtpReply.received(550, List.of("5.1.1 unknown"));
  private static final SmtpReply TOO_MANY = SmtpReply.received(452, List.of("too many recipients"));
  private static final SmtpReply GREY =
      SmtpReply.received(450, List.of("4.7.1 greylisted, try again in 5 minutes"));
  private static final SmtpReply REFUSED = SmtpReply.local(451, "4.4.1", "connection refused");
  private static final SmtpReply LOST = SmtpReply.local(451, "4.4.2", "connection lost");
  private final RandomGenerator dice;
  private final Instant start;
  private final Map<String, Integer> taken = new HashMap<>();
  private final Map<String, Integer> doubts = new HashMap<>();
  private final Map<String, Instant> greylisted = new HashMap<>();

  SimulatedNetwork(RandomGenerator dice, Instant start) {
    this.dice = dice;
    this.start = start;
  }

  /**
   * What will happen in one attempt.
   *
   * @param untilContent empty body when no recipient is taken: the content never goes out
   * @param accepted whom the server takes at the final dot
   */
  record Course(
      boolean contentGoesOut,
      Duration untilContent,
      Duration untilTaken,
      Duration untilReply,
      List<Recipient> accepted,
      TransmissionReport report) {}

  /** Domains are named for their character: {@code dead1.example}. */
  Course attempt(String domain, QueuedMail mail, Instant now) {
    boolean hours = domain.startsWith("ill") && now.isBefore(start.plusSeconds(6 * 3600));
    if (domain.startsWith("dead") || hours || dice.nextInt(200) == 0) {
      Duration wait = Duration.ofSeconds(dice.nextInt(2) == 0 ? 30 : 1);
      return nothingSent(mail, REFUSED, Stage.CONNECT, wait);
    }
    Duration pace =
        domain.startsWith("slow")
            ? Duration.ofSeconds(20 + dice.nextInt(40))
            : Duration.ofMillis(5 + dice.nextInt(200));
    if (dice.nextInt(100) == 0) {
      return nothingSent(mail, LOST, Stage.values()[2 + dice.nextInt(6)], pace);
    }
    Map<Recipient, SmtpReply> atRcpt = new HashMap<>();
    List<Recipient> willing = new ArrayList<>();
    for (Recipient recipient : mail.envelope().recipients()) {
      SmtpReply reply = atRcpt(domain, recipient, willing.size(), now);
      atRcpt.put(recipient, reply);
      if (reply.isPositive()) {
        willing.add(recipient);
      }
    }
    return withContent(mail, atRcpt, willing, pace);
  }

  private SmtpReply atRcpt(String domain, Recipient recipient, int before, Instant now) {
    if (domain.startsWith("grey")) {
      String key = recipient.address().toString();
      Instant first = greylisted.putIfAbsent(key, now);
      if (first == null || now.isBefore(first.plusSeconds(300))) {
        return GREY;
      }
    }
    int roll = dice.nextInt(1000);
    if (domain.startsWith("full")) {
      return LATER;
    }
    if (before >= 3 && roll < 500) {
      return TOO_MANY;
    }
    return roll < 20 ? NEVER : roll < 60 ? LATER : TAKEN;
  }

  private Course withContent(
      QueuedMail mail, Map<Recipient, SmtpReply> atRcpt, List<Recipient> willing, Duration pace) {
    int fate = dice.nextInt(200);
    boolean doubt = fate == 0 && !willing.isEmpty();
    boolean lostBefore = fate == 1;
    SmtpReply atDot = fate == 2 ? LATER : fate == 3 ? NEVER : TAKEN;
    List<RecipientReply> replies = new ArrayList<>();
    for (Recipient recipient : mail.envelope().recipients()) {
      SmtpReply rcpt = atRcpt.get(recipient);
      if (!rcpt.isPositive()) {
        replies.add(said(recipient, rcpt, Stage.RCPT, false));
      } else if (doubt) {
        replies.add(said(recipient, LOST, Stage.FINAL_DOT, true));
      } else if (lostBefore) {
        replies.add(said(recipient, LOST, Stage.DATA, false));
      } else {
        replies.add(said(recipient, atDot, Stage.FINAL_DOT, false));
      }
    }
    boolean reallyTaken = doubt ? dice.nextBoolean() : !lostBefore && atDot.isPositive();
    Duration third = pace.dividedBy(3);
    return new Course(
        !willing.isEmpty(),
        third,
        third,
        doubt ? Duration.ofMinutes(10) : third,
        reallyTaken ? willing : List.of(),
        new TransmissionReport(replies));
  }

  private static Course nothingSent(QueuedMail mail, SmtpReply reply, Stage stage, Duration took) {
    List<RecipientReply> replies =
        mail.envelope().recipients().stream().map(r -> said(r, reply, stage, false)).toList();
    return new Course(
        false, took, Duration.ZERO, Duration.ZERO, List.of(), new TransmissionReport(replies));
  }

  private static RecipientReply said(
      Recipient recipient, SmtpReply reply, Stage stage, boolean doubt) {
    return new RecipientReply(recipient, reply, stage, doubt, HostTrace.NONE, false);
  }

  void take(QueueId mail, EmailAddress recipient) {
    taken.merge(mail + " " + recipient, 1, Integer::sum);
  }

  int timesTaken(QueueId mail, EmailAddress recipient) {
    return taken.getOrDefault(mail + " " + recipient, 0);
  }

  /** From here on it is SMTP's own doubt whether this recipient has the mail. */
  void doubt(QueueId mail, EmailAddress recipient) {
    doubts.merge(mail + " " + recipient, 1, Integer::sum);
  }

  int doubtsAbout(QueueId mail, EmailAddress recipient) {
    return doubts.getOrDefault(mail + " " + recipient, 0);
  }

  long duplicates() {
    return taken.values().stream().mapToLong(n -> n - 1).sum();
  }
}

package relay.domain.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.ReversePath;
import relay.domain.simulator.SimulatorStep.BreakTls;
import relay.domain.simulator.SimulatorStep.Farewell;
import relay.domain.simulator.SimulatorStep.HangUp;
import relay.domain.simulator.SimulatorStep.ReadMail;
import relay.domain.simulator.SimulatorStep.Report;
import relay.domain.simulator.SimulatorStep.Say;
import relay.domain.smtp.CommandLine;
import relay.domain.smtp.CommandVerb;
import relay.domain.smtp.MailCommand;
import relay.domain.smtp.Parsed;
import relay.domain.smtp.RcptCommand;
import relay.domain.smtp.SessionOffer;
import relay.domain.smtp.SmtpReply;

/**
 * One conversation of the practice ground: lines in, steps out. It offers neither DSN nor AUTH, so
 * that nothing is promised that nobody keeps. Used by one thread.
 */
public final class SimulatorSession {
  private static final int RECIPIENTS_MAX = 1000;
  private static final int ERRORS_MAX = 20;
  // Without the words: "ratelimit" among them makes it a reply about the rate to who classifies it.
  private static final String NO_SUCH_WORD =
      "The simulator has no such word; docs/simulator.md lists those it has";
  private final SimulatorDomain domain;
  private final SimulatorSettings settings;
  private final SimulatorMemory memory;
  private final SessionOffer offer;
  private final FeedbackWay way;
  private final List<Taken> taken = new ArrayList<>();
  private Optional<ReversePath> sender = Optional.empty();
  private boolean smtpUtf8;
  private int errors;

  private record Taken(EmailAddress address, Behaviour behaviour) {}

  /**
   * @param way by which bounces and complaints come back
   * @param breaksTls whether it offers STARTTLS, which it then cannot do
   */
  public SimulatorSession(
      SimulatorDomain domain,
      SimulatorSettings settings,
      SimulatorMemory memory,
      FeedbackWay way,
      boolean breaksTls) {
    this.way = way;
    this.domain = domain;
    this.settings = settings;
    this.memory = memory;
    this.offer =
        new SessionOffer(
            settings.sizeMax(),
            RECIPIENTS_MAX,
            Integer.MAX_VALUE,
            breaksTls,
            false,
            Set.of(),
            Duration.ZERO);
  }

  /** What is said first. */
  public SimulatorStep greeting() {
    return Say.now(new SmtpReply(220, Optional.empty(), List.of(greets()), true));
  }

  /** What follows on a command, given without its line end. */
  public SimulatorStep hear(String line, Instant now) {
    CommandLine command = CommandLine.parse(line);
    SimulatorStep step = step(command, now);
    boolean wrong = step instanceof Say say && say.reply().code() / 10 == 50;
    errors = wrong ? errors + 1 : errors;
    return errors > ERRORS_MAX ? broken("too many errors") : step;
  }

  private SimulatorStep step(CommandLine command, Instant now) {
    Optional<CommandVerb> verb = command.verb();
    if (verb.isEmpty()) {
      return Say.now(500, "5.5.2", "no such command");
    }
    return switch (verb.get()) {
      case EHLO, HELO -> hello(verb.get());
      case MAIL -> mail(command.argument(), now);
      case RCPT -> rcpt(command.argument(), now);
      case DATA -> data();
      case RSET -> {
        reset();
        yield Say.now(250, "2.0.0", "forgotten");
      }
      case NOOP -> Say.now(250, "2.0.0", "yes");
      case QUIT -> new Farewell(SmtpReply.local(221, "2.0.0", "bye"));
      case STARTTLS -> startTls();
      default -> Say.now(502, "5.5.1", "not here");
    };
  }

  /** The connection cannot go on: too long a line, or silence. */
  public SimulatorStep broken(String why) {
    return new Farewell(SmtpReply.local(421, "4.4.2", why));
  }

  /**
   * What follows when the whole mail was read.
   *
   * @param octets of the mail; more than it may have: its end may not have been read
   * @param header of the mail, or its beginning, one char for each octet
   */
  public SimulatorStep read(long octets, String header, Instant now) {
    List<SimulatedReport> reports = reports(header, now);
    boolean slow = hasTaken(Behaviour.SLOW);
    boolean silent = hasTaken(Behaviour.IN_DOUBT);
    reset();
    if (octets > settings.sizeMax()) {
      return new Farewell(
          SmtpReply.local(
              552, "5.3.4", "the mail has more than " + settings.sizeMax() + " octets"));
    }
    if (silent) {
      return new HangUp();
    }
    SmtpReply reply = SmtpReply.local(250, "2.0.0", "taken by the simulator");
    return reports.isEmpty()
        ? new Say(reply, slow ? settings.slow() : Duration.ZERO)
        : new Report(reply, reports);
  }

  private boolean hasTaken(Behaviour behaviour) {
    return taken.stream().anyMatch(t -> t.behaviour() == behaviour);
  }

  private List<SimulatedReport> reports(String header, Instant now) {
    List<SimulatedReport> reports = new ArrayList<>();
    for (Taken one : taken) {
      if (one.behaviour().reportsBack()) {
        EmailAddress back = sender.orElseThrow().address().orElseThrow();
        reports.add(
            one.behaviour() == Behaviour.BOUNCE
                ? SimulatedReport.bounce(domain, back, one.address(), header, now)
                : SimulatedReport.complaint(domain, back, one.address(), header, now));
      }
    }
    return reports;
  }

  private String greets() {
    return domain.name().ascii() + " simulator";
  }

  private SimulatorStep hello(CommandVerb verb) {
    reset();
    List<String> lines = new ArrayList<>(List.of(greets()));
    if (verb == CommandVerb.EHLO) {
      lines.addAll(List.of("PIPELINING", "SIZE " + settings.sizeMax(), "8BITMIME", "SMTPUTF8"));
      if (offer.startTls()) {
        lines.add("STARTTLS");
      }
      lines.add("ENHANCEDSTATUSCODES");
    }
    return Say.now(new SmtpReply(250, Optional.empty(), lines, true));
  }

  private SimulatorStep startTls() {
    return offer.startTls()
        ? new BreakTls(SmtpReply.local(220, "2.0.0", "go on"))
        : Say.now(502, "5.5.1", "not here");
  }

  private SimulatorStep mail(String argument, Instant now) {
    if (sender.isPresent()) {
      return Say.now(503, "5.5.1", "there is a sender already");
    }
    Parsed<MailCommand> parsed = MailCommand.parse(argument, offer, now);
    if (parsed instanceof Parsed.Rejected<MailCommand> rejected) {
      return Say.now(rejected.reply());
    }
    MailCommand mail = ((Parsed.Value<MailCommand>) parsed).value();
    sender = Optional.of(mail.sender());
    smtpUtf8 = mail.options().smtpUtf8();
    return Say.now(250, "2.1.0", "sender taken");
  }

  private SimulatorStep rcpt(String argument, Instant now) {
    if (sender.isEmpty()) {
      return Say.now(503, "5.5.1", "MAIL comes first");
    }
    Parsed<RcptCommand> parsed = RcptCommand.parse(argument, true, smtpUtf8, Optional.empty());
    if (parsed instanceof Parsed.Rejected<RcptCommand> rejected) {
      return Say.now(rejected.reply());
    }
    EmailAddress address = ((Parsed.Value<RcptCommand>) parsed).value().recipient().address();
    if (!domain.holds(address)) {
      return Say.now(550, "5.7.1", "this is the simulator of " + domain.name().ascii());
    }
    Optional<Behaviour> behaviour = domain.behaviourOf(address);
    if (behaviour.isEmpty()) {
      return Say.now(550, "5.1.2", NO_SUCH_WORD);
    }
    if (behaviour.get() == Behaviour.DROP) {
      return new HangUp();
    }
    Optional<String> obstacle =
        behaviour.get().reportsBack() ? way.obstacle(sender.orElseThrow()) : Optional.empty();
    if (obstacle.isPresent()) {
      return Say.now(550, "5.7.1", obstacle.get());
    }
    Optional<SmtpReply> refusal = refusal(behaviour.get(), address, now);
    if (refusal.isPresent()) {
      return Say.now(refusal.get());
    }
    if (taken.size() >= RECIPIENTS_MAX) {
      return Say.now(452, "4.5.3", "too many recipients");
    }
    taken.add(new Taken(address, behaviour.get()));
    return Say.now(250, "2.1.5", "recipient taken");
  }

  private Optional<SmtpReply> refusal(Behaviour behaviour, EmailAddress address, Instant now) {
    if (behaviour == Behaviour.GREYLIST) {
      return memory
          .greylisted(sender.orElseThrow(), address, now)
          .map(left -> later(450, "4.7.1", "Greylisted (simulated), try again in ", left));
    }
    if (behaviour == Behaviour.RATELIMIT) {
      return memory.takesOneMore(address, now)
          ? Optional.empty()
          : Optional.of(
              SmtpReply.local(
                  450,
                  "4.7.28",
                  "Rate limit exceeded (simulated): at most "
                      + settings.rate()
                      + " mails a minute"));
    }
    return behaviour.refusal();
  }

  private static SmtpReply later(int code, String status, String text, Duration left) {
    // Rounded up: who comes at the named second is not too early.
    long seconds = left.plusMillis(999).toSeconds();
    return SmtpReply.local(code, status, text + seconds + " seconds");
  }

  private SimulatorStep data() {
    if (taken.isEmpty()) {
      return sender.isEmpty()
          ? Say.now(503, "5.5.1", "MAIL comes first")
          : Say.now(554, "5.5.1", "no recipient was taken");
    }
    return new ReadMail(new SmtpReply(354, Optional.empty(), List.of("go on"), true));
  }

  private void reset() {
    sender = Optional.empty();
    smtpUtf8 = false;
    taken.clear();
  }
}

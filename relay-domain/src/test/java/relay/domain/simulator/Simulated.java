package relay.domain.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.settings.Settings;
import relay.domain.smtp.SmtpReply;

/** A conversation with the practice ground on paper: what is answered is told in lines. */
final class Simulated {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final SimulatorDomain DOMAIN = new SimulatorDomain(DomainName.of("simulator.test"));
  private final SimulatorSettings settings;
  private final SimulatorMemory memory;
  private FeedbackWay way = SomeFeedbackWay.none();
  private Instant now = NOON;
  private SimulatorSession session;

  Simulated(String... keysAndValues) {
    settings = settings(keysAndValues);
    memory = new SimulatorMemory(settings);
    connect(false);
  }

  static SimulatorSettings settings(String... keysAndValues) {
    Map<String, String> file = new HashMap<>(Map.of("simulator.domain", "simulator.test"));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      file.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return SimulatorSettings.from(Settings.of(SimulatorSettings.ALL, file, Map.of()));
  }

  static EmailAddress address(String text) {
    return EmailAddress.parse(text);
  }

  /** The same with a way back. */
  Simulated with(FeedbackWay other) {
    way = other;
    return connect(false);
  }

  /** What comes back to a mail with this header that was sent after 354. */
  List<SimulatedReport> reports(String header) {
    return session.read(100, header, now) instanceof SimulatorStep.Report report
        ? report.reports()
        : List.of();
  }

  /** A new connection; what was remembered stays. */
  Simulated connect(boolean breaksTls) {
    session = new SimulatorSession(DOMAIN, settings, memory, way, breaksTls);
    return this;
  }

  Simulated after(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** What is said first. */
  List<String> greeting() {
    return told(session.greeting());
  }

  /** The answer to one line. */
  List<String> says(String line) {
    return told(session.hear(line, now));
  }

  /** The answer to a mail that was sent after 354. */
  List<String> mail(long octets) {
    return told(session.read(octets, "", now));
  }

  /** The first line of the answer to RCPT in a transaction of its own. */
  String rcpt(String address) {
    return rcpt("ann@acme.example", address);
  }

  String rcpt(String sender, String address) {
    session.hear("RSET", now);
    session.hear("MAIL FROM:<" + sender + ">", now);
    return says("RCPT TO:<" + address + ">").get(0);
  }

  /** The answers to the turns that begin with "C: ", which must be those that begin with "S: ". */
  List<String> answers(List<String> script) {
    List<String> all = new ArrayList<>();
    for (String turn : script) {
      if (turn.startsWith("C: ")) {
        all.add(turn);
        String line = turn.substring(3);
        List<String> told = line.equals("(mail)") ? mail(100) : says(line);
        told.forEach(t -> all.add("S: " + t));
      }
    }
    return all;
  }

  private static List<String> told(SimulatorStep step) {
    List<String> lines = new ArrayList<>();
    if (step instanceof SimulatorStep.Say say) {
      lines.addAll(lines(say.reply()));
      if (!say.pause().isZero()) {
        lines.add("(after " + say.pause().toMillis() + " ms)");
      }
    } else if (step instanceof SimulatorStep.ReadMail read) {
      lines.addAll(lines(read.reply()));
    } else if (step instanceof SimulatorStep.BreakTls broken) {
      lines.addAll(lines(broken.reply()));
      lines.add("(no TLS)");
    } else if (step instanceof SimulatorStep.Farewell farewell) {
      lines.addAll(lines(farewell.reply()));
      lines.add("(closes)");
    } else {
      lines.add("(hangs up)");
    }
    return lines;
  }

  private static List<String> lines(SmtpReply reply) {
    String status = reply.status().map(s -> " " + s).orElse("");
    return reply.lines().stream().map(l -> reply.code() + status + " " + l).toList();
  }
}

package relay.web.diagnosis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Optional;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.feedback.mail.FeedbackReader;
import relay.domain.feedback.mail.VerdictJson;
import relay.domain.feedback.reply.FindingJson;
import relay.domain.feedback.reply.Moment;
import relay.domain.feedback.reply.ReplyClassifier;
import relay.domain.feedback.reply.ReplyLine;
import relay.domain.feedback.reply.TenantReplyRules;
import relay.domain.mail.Content;
import relay.domain.mail.IpLiteral;
import relay.domain.reception.LineEnds;
import relay.domain.signing.DkimVerifier;
import relay.domain.signing.VerifierLimits;
import relay.domain.signing.command.DiagnoseDkim;
import relay.domain.verification.PublishedKeys;
import relay.domain.verification.RecordLookup;
import relay.domain.verification.dmarc.MailCheck;
import relay.domain.verification.report.ReportDocument;
import relay.domain.verification.report.ReportReader;
import relay.domain.verification.spf.SpfCheck;
import relay.domain.verification.spf.SpfDocument;
import relay.domain.verification.spf.SpfSender;
import relay.web.mail.BodyReader;
import relay.web.problem.Problem;

/**
 * The documents of {@code relay diagnose ...}, for inputs that come over HTTP. Whatever the octets
 * are, there is a document or a problem with the request. Thread-safe.
 */
@ApplicationScoped
public class InputDiagnosis {
  private static final int TEXT_CHARS_MAX = 8000;
  private static final String PROVIDER = "provider";
  private final FeedbackReader feedback = new FeedbackReader();
  @Inject BodyReader bodies;
  @Inject RelayConfiguration configuration;
  @Inject RecordLookup dns;
  @Inject InstantSource clock;
  @Inject TenantReplyRules rules;

  /** What a mail that came back says; by the rules of a tenant where one is named. */
  JsonObject mail(InputStream body, String tenant) {
    ReplyClassifier replies = rules.of(orNothing(tenant));
    return bodies.read(body, octets -> VerdictJson.of(feedback.read(octets, replies)));
  }

  /** A DMARC or TLS report in one form; kind {@code none} with the reason when it is none. */
  JsonObject report(InputStream body) {
    var reader = new ReportReader(configuration.othersReports().received());
    return bodies.read(body, octets -> ReportDocument.of(reader.read(octets)));
  }

  /** What the signatures of a mail are worth. */
  JsonObject dkim(InputStream body) {
    var verifier = new DkimVerifier(new PublishedKeys(dns), clock, VerifierLimits.DEFAULT);
    return bodies.read(
        body,
        octets -> {
          try {
            return DiagnoseDkim.json(verifier.verify(content(octets)));
          } catch (IOException e) {
            throw new IllegalStateException("octets in memory can always be read", e);
          }
        });
  }

  /** Whether the author's domain stands behind a mail; without an address SPF is not asked. */
  JsonObject dmarc(InputStream body, String ip, String helo, String from) {
    Optional<SpfSender> sender =
        text(ip).map(address -> SpfSender.of(address(address), orNothing(helo), orNothing(from)));
    var check = new MailCheck(dns, configuration.verification(), clock, Optional.empty());
    return bodies.read(
        body,
        octets -> {
          try {
            return check.check(content(octets), sender).document();
          } catch (IOException e) {
            throw new IllegalStateException("octets in memory can always be read", e);
          }
        });
  }

  /** Whether a domain lets an address send in its name. */
  JsonObject spf(JsonObject question) {
    String helo = member(question, "helo");
    String from = member(question, "from");
    if (helo.isEmpty() && from.isEmpty()) {
      throw Problem.in(400, "helo", "helo or from is needed: who sends?");
    }
    SpfSender sender = SpfSender.of(address(member(question, "ip")), helo, from);
    return SpfDocument.of(
        sender, new SpfCheck(dns, configuration.verification(), clock).check(sender));
  }

  /** What the reply of a server is about, by its class. */
  JsonObject reply(JsonObject question) {
    String text = member(question, "text");
    if (text.isBlank()) {
      throw Problem.in(400, "text", "must be a reply such as 550 5.1.1 no such user");
    }
    String provider = member(question, PROVIDER);
    if (!provider.isEmpty() && !ReplyClassifier.providers().contains(provider)) {
      throw Problem.in(
          400, PROVIDER, "must be one of " + String.join(", ", ReplyClassifier.providers()));
    }
    ReplyLine reply = ReplyLine.read(text);
    return FindingJson.of(
        reply, rules.of(member(question, "tenant")).find(reply.asReply(Moment.UNKNOWN, provider)));
  }

  private static Content content(byte[] octets) {
    return Content.of(LineEnds.normalised(octets));
  }

  private static InetAddress address(String text) {
    return IpLiteral.parse(text.strip())
        .orElseThrow(
            () -> Problem.in(400, "ip", "must be an address such as 192.0.2.1 or 2001:db8::1"));
  }

  private static String member(JsonObject question, String name) {
    if (!question.containsKey(name)) {
      return "";
    }
    if (!(question.get(name) instanceof JsonString text)
        || text.getString().length() > TEXT_CHARS_MAX) {
      throw Problem.in(400, name, "must be a text of at most " + TEXT_CHARS_MAX + " characters");
    }
    return text.getString();
  }

  private static String orNothing(String given) {
    return text(given).orElse("");
  }

  private static Optional<String> text(String given) {
    return Optional.ofNullable(given).map(String::strip).filter(text -> !text.isEmpty());
  }
}

package relay.domain.explain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.control.Responsible;
import relay.domain.mail.Content;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Recipient;
import relay.domain.quota.Claim;
import relay.domain.quota.QuotaDesk;
import relay.domain.quota.QuotaReply;
import relay.domain.quota.QuotaVerdict;
import relay.domain.reception.AuthenticatedUser;
import relay.domain.reception.ClientSession;
import relay.domain.reception.ReceptionPolicy;
import relay.domain.reception.RelayRight;
import relay.domain.reception.Ruling;
import relay.domain.reception.Submission;
import relay.domain.reception.Verdict;
import relay.domain.signing.DkimSigner;
import relay.domain.signing.Signatures;
import relay.domain.smtp.SmtpReply;
import relay.domain.tenancy.Credential;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.Tenant;

/** Asks the rules of the door about one mail, in the order in which a client meets them. */
final class DoorExplainer {
  private final ReceptionPolicy policy;
  private final QuotaDesk quotas;
  private final DkimSigner signer;
  private final List<Step> steps = new ArrayList<>();
  private final List<Recipient> admitted = new ArrayList<>();
  private Optional<Ruling.Taken> taken = Optional.empty();

  DoorExplainer(ReceptionPolicy policy, QuotaDesk quotas, DkimSigner signer) {
    this.policy = policy;
    this.quotas = quotas;
    this.signer = signer;
  }

  List<Step> steps() {
    return steps;
  }

  /** What the door made of the mail; empty when it is refused. */
  Optional<Ruling.Taken> taken() {
    return taken;
  }

  void ask(HypotheticalMail question, Instant now) throws IOException {
    HypotheticalMail mail = afterPop(question, now);
    if (!access(mail.client(), now)) {
      return;
    }
    var sender = policy.mail(mail.client(), mail.envelope().sender(), mail.size());
    if (sender instanceof Verdict.Refused refused) {
      steps.add(Step.end(Topic.SENDER, words(refused.reply()), refused.by()));
      return;
    }
    steps.add(Step.go(Topic.SENDER, "the sender " + mail.envelope().sender() + " is taken"));
    recipients(mail);
    if (!admitted.isEmpty()) {
      content(mail, now);
    }
  }

  /** Who logged in over POP3 before counts as logged in, as at MAIL. */
  private HypotheticalMail afterPop(HypotheticalMail mail, Instant now) {
    ClientSession client = mail.client();
    Optional<AuthenticatedUser> user =
        client.user().isPresent()
            ? Optional.empty()
            : policy.opened().userAt(client.address(), now);
    if (user.isEmpty() || policy.mayRelay(client)) {
      return mail;
    }
    steps.add(
        Step.go(
            Topic.ACCESS,
            client.address().getHostAddress()
                + " counts as "
                + user.get().name()
                + ", who logged in there over POP3"));
    return mail.of(user.get());
  }

  private boolean access(ClientSession client, Instant now) {
    if (client.user().isPresent()) {
      AuthenticatedUser user = client.user().get();
      if (policy.rights().standing(user, client.address(), now)
          instanceof Verdict.Refused refused) {
        steps.add(Step.end(Topic.ACCESS, words(refused.reply()), refused.by()));
        return false;
      }
      Responsible by =
          user.credential()
              .map(id -> Responsible.object(Credential.key(user.tenant(), id)))
              .orElseGet(() -> Responsible.setting("user." + user.name() + ".password-hash"));
      steps.add(Step.go(Topic.ACCESS, user.name() + " may log in, and send to anywhere", by));
      return true;
    }
    String who = client.address().getHostAddress();
    RelayRight right = policy.relayRight(client);
    steps.add(
        switch (right) {
          case LOOPBACK ->
              Step.go(
                  Topic.ACCESS,
                  who + " is this machine, and sends to anywhere without a login",
                  Responsible.setting("reception.loopback-relay"));
          case NETWORK ->
              Step.go(
                  Topic.ACCESS,
                  who + " is in an allowed network, and sends to anywhere without a login",
                  Responsible.setting("reception.allowed-networks"));
          case RANGE ->
              Step.go(
                  Topic.ACCESS,
                  who + " is in a client range, and sends to anywhere without a login",
                  policy.rights().rangeOf(client.address()).map(Responsible::object).orElseThrow());
          default -> Step.go(Topic.ACCESS, who + " is a stranger: it reaches only our own domains");
        });
    return true;
  }

  private void recipients(HypotheticalMail mail) {
    for (Recipient recipient : mail.envelope().recipients()) {
      Verdict verdict =
          policy.rcpt(
              mail.client(), mail.envelope().sender(), recipient.address(), admitted.size());
      if (verdict instanceof Verdict.Refused refused) {
        steps.add(
            Step.end(
                Topic.RECIPIENT,
                recipient.address() + ": " + words(refused.reply()),
                refused.by()));
      } else {
        admitted.add(recipient);
      }
    }
  }

  private void content(HypotheticalMail mail, Instant now) throws IOException {
    Content header =
        Content.of(("From: " + mail.author() + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    var submission =
        new Submission(
            mail.client(),
            mail.envelope().withRecipients(admitted),
            header,
            mail.lane(),
            mail.stream(),
            mail.campaign(),
            Optional.empty());
    Ruling ruling = policy.judge(submission, policy.headerOf(header), now);
    if (ruling instanceof Ruling.Refused refused) {
      steps.add(Step.end(Topic.CONTENT, words(refused.reply()), refused.by()));
      return;
    }
    Ruling.Taken found = (Ruling.Taken) ruling;
    if (!found.mail().envelope().sender().equals(mail.envelope().sender())
        || found.authors().isPresent()) {
      steps.add(
          Step.go(
              Topic.SENDER,
              "the sender is not the tenant's own: it is replaced by "
                  + found.mail().envelope().sender(),
              Responsible.object(Tenant.key(found.owner().tenant()))));
    }
    stream(found.stream());
    if (quota(found, now)) {
      taken = Optional.of(lane(found, now));
      signing(found, header);
    }
  }

  private void stream(Stream stream) {
    steps.add(
        Step.go(
            Topic.STREAM,
            "it belongs to stream "
                + stream.name()
                + " of tenant "
                + stream.tenant()
                + ", in lane "
                + stream.lane().label(),
            Responsible.object(stream.key())));
  }

  /** One that is above the quota of one-time passwords goes in another lane. */
  private Ruling.Taken lane(Ruling.Taken found, Instant now) {
    Lane own = found.stream().lane();
    if (own != Lane.OTP) {
      return found;
    }
    Lane lane = quotas.lookLane(own, found.owner(), admitted.size(), now);
    steps.add(
        Step.go(
            Topic.QUOTA,
            lane == own
                ? "its tenant is within its quota of one-time passwords"
                : "its tenant is above its quota of one-time passwords: it goes in lane "
                    + lane.label(),
            quotas.otpLimit(found.owner())));
    return found.in(lane);
  }

  /** False when it is refused for now. */
  private boolean quota(Ruling.Taken found, Instant now) {
    var address = found.mail().client().address();
    List<Claim> claims = quotas.claims(found.owner(), address, now);
    ramp(found.owner(), now);
    QuotaVerdict verdict = quotas.look(found.owner(), address, admitted.size(), now);
    if (verdict instanceof QuotaVerdict.Over over) {
      steps.add(Step.end(Topic.QUOTA, words(QuotaReply.of(over, now)), by(over.claim())));
      return false;
    }
    if (verdict instanceof QuotaVerdict.Beyond beyond) {
      steps.add(Step.end(Topic.QUOTA, words(QuotaReply.of(beyond)), by(beyond.claim())));
      return false;
    }
    if (verdict instanceof QuotaVerdict.Later later) {
      steps.add(
          Step.waits(
              Topic.QUOTA,
              "above a limit of " + later.claim().holder().words() + ": taken, and held until then",
              Optional.of(later.at()),
              later.claim().responsible()));
      return true;
    }
    steps.add(
        Step.go(
            Topic.QUOTA,
            claims.isEmpty() ? "no limit counts it" : "within all limits that count it",
            claims.stream().map(Claim::responsible).toArray(Responsible[]::new)));
    return true;
  }

  /** A new tenant's limit of the day, and what it has to do for a higher one. */
  private void ramp(MailOwner owner, Instant now) {
    quotas
        .ramp(owner, now)
        .ifPresent(
            standing ->
                steps.add(
                    Step.go(
                        Topic.QUOTA,
                        standing.words(),
                        Responsible.object(Tenant.key(owner.tenant())))));
  }

  private void signing(Ruling.Taken found, Content header) throws IOException {
    Content signed =
        found.authors().isEmpty()
            ? header
            : Content.of((found.authors().get() + "\r\n").getBytes(StandardCharsets.UTF_8));
    Signatures signatures = signer.preview(found.owner().tenant(), signed);
    steps.add(
        signatures.isEmpty()
            ? Step.go(
                Topic.SIGNING,
                "it goes out without a signature: " + signatures.remark(),
                Responsible.setting("signing.enabled"))
            : new Step(
                Topic.SIGNING,
                Effect.GO,
                "it is signed with "
                    + String.join(
                        " and ", signatures.keys().stream().map(Object::toString).toList()),
                Optional.empty(),
                signatures.keys().stream()
                    .map(key -> new Responsible("dkim-key", key.recordName()))
                    .toList()));
  }

  private static Optional<Responsible> by(Claim claim) {
    return Optional.of(claim.responsible());
  }

  static String words(SmtpReply reply) {
    return reply.toString();
  }
}

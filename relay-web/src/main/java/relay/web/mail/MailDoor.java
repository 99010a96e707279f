package relay.web.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import relay.domain.http.HttpSettings;
import relay.domain.mail.Content;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;
import relay.domain.reception.AuthenticatedUser;
import relay.domain.reception.ClientSession;
import relay.domain.reception.ListenerRole;
import relay.domain.reception.Receipt;
import relay.domain.reception.ReceptionPolicy;
import relay.domain.reception.Submission;
import relay.domain.reception.SubmissionListener;
import relay.domain.reception.Verdict;
import relay.domain.reception.document.MailDocument;
import relay.web.access.Caller;
import relay.web.access.LoginCheck;
import relay.web.problem.Problem;

/** Asks the one door of the application what SMTP asks it, in the same order. */
@ApplicationScoped
public class MailDoor {
  @Inject SubmissionListener reception;
  @Inject LoginCheck logins;

  /**
   * Who is handing in mail. Without credentials the policy decides by address as it does in SMTP,
   * but never for a browser: any web page could send the request; nor for what comes through a
   * proxy of this machine: its address says nothing about the client's.
   */
  ClientSession client(Caller caller) {
    Optional<AuthenticatedUser> user = logins.sender(caller);
    boolean isProxied = caller.address().isLoopbackAddress() && !caller.isLocal();
    if (user.isEmpty() && (caller.isBrowser() || isProxied)) {
      throw Problem.of(401, "a request from a browser or a proxy needs a login");
    }
    String protocol = caller.isEncrypted() ? "HTTPS" : "HTTP";
    return new ClientSession(
        HttpSettings.DOOR,
        ListenerRole.SUBMISSION,
        caller.address(),
        "",
        protocol,
        caller.isEncrypted() ? Optional.of("TLS") : Optional.empty(),
        user);
  }

  /** For whom a client sends; empty when it may not. */
  Optional<String> tenantOf(ClientSession client) {
    return reception.policy().rights().tenantOf(client);
  }

  /**
   * What a mail asks for beside its envelope.
   *
   * @param composed the id that its content was written for; empty: the relay did not write it
   */
  record Wishes(
      Optional<Lane> lane,
      Optional<String> stream,
      Optional<String> campaign,
      Optional<QueueId> composed) {

    /** Those of a document, whose MIME form we write. */
    static Wishes of(MailDocument mail, QueueId id) {
      return new Wishes(mail.lane(), mail.stream(), mail.campaign(), Optional.of(id));
    }
  }

  /** The id of the committed mail; throws the {@link Problem} of whatever was refused. */
  QueueId submit(ClientSession client, Envelope envelope, Wishes wishes, Content mail) {
    ReceptionPolicy policy = reception.policy();
    check(policy.mail(client, envelope.sender(), mail.size()), client, "from");
    int taken = 0;
    for (var recipient : envelope.recipients()) {
      var verdict = policy.rcpt(client, envelope.sender(), recipient.address(), taken);
      check(verdict, client, "to[" + taken + "]");
      taken++;
    }
    var receipt =
        reception.submit(
            new Submission(
                client,
                envelope,
                mail,
                wishes.lane(),
                wishes.stream(),
                wishes.campaign(),
                Optional.empty(),
                wishes.composed()));
    if (receipt instanceof Receipt.Accepted accepted) {
      return accepted.queueId();
    }
    throw Refusals.of(((Receipt.Refused) receipt).reply(), "", client.user().isPresent());
  }

  private static void check(Verdict verdict, ClientSession client, String field) {
    if (verdict instanceof Verdict.Refused refused) {
      throw Refusals.of(refused.reply(), field, client.user().isPresent());
    }
  }
}

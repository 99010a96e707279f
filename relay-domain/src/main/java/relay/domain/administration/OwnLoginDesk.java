package relay.domain.administration;

import jakarta.json.JsonObject;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlStore;
import relay.domain.control.Refusal;
import relay.domain.journal.MailEvent;
import relay.domain.reception.LoginAttempt;
import relay.domain.secret.SecretVault;
import relay.domain.user.Enrolment;
import relay.domain.user.LocalUser;
import relay.domain.user.LoginProof;
import relay.domain.user.OwnLogin.Outcome;
import relay.domain.user.RecoveryCodes;
import relay.domain.user.Session;
import relay.domain.user.UserDesk;

/**
 * Changes what people have to log in with, as they themselves ask for it. A new password is judged
 * before the proof is: a code must not be lost to a password that will not do. Thread-safe.
 */
public final class OwnLoginDesk {
  private static final String NEW_PASSWORD = "new_password";
  private final ObjectDesk objects;
  private final ControlStore store;
  private final UserDesk users;
  private final SecretVault vault;
  private final RandomGenerator random;

  /**
   * @param random a secure one
   */
  public OwnLoginDesk(
      ObjectDesk objects,
      ControlStore store,
      UserDesk users,
      SecretVault vault,
      RandomGenerator random) {
    this.objects = objects;
    this.store = store;
    this.users = users;
    this.vault = vault;
    this.random = random;
  }

  /**
   * @param events to be written to the journal
   */
  public record Answer(Outcome outcome, List<MailEvent> events) {
    static Answer of(Outcome outcome) {
      return new Answer(outcome, List.of());
    }
  }

  /** What comes after a proof that was right. */
  private interface Step {
    Outcome with(LocalUser user);
  }

  public Answer changePassword(
      Session session, LoginProof proof, String wanted, InetAddress origin, Instant now) {
    Optional<LocalUser> user = users.userOf(session);
    if (user.isEmpty()) {
      return Answer.of(new Outcome.KeptElsewhere());
    }
    if (wanted.equals(proof.password())) {
      return Answer.of(new Outcome.Invalid(NEW_PASSWORD, "must differ from the present one"));
    }
    JsonObject patch = ControlJson.object().add(CredentialRules.PASSWORD, wanted).build();
    ChangeResult trial = objects.patch(user.get().key(), patch, order(session, origin, true));
    if (!(trial instanceof ChangeResult.Done)) {
      return Answer.of(refusal(trial));
    }
    return proven(
        session,
        proof,
        origin,
        now,
        known -> {
          ChangeResult made = objects.patch(known.key(), patch, order(session, origin, false));
          return made instanceof ChangeResult.Done done
              ? changed(session, (LocalUser) done.after().orElseThrow(), List.of(), now)
              : refusal(made);
        });
  }

  public Answer beginSecondFactor(
      Session session, LoginProof proof, InetAddress origin, Instant now) {
    if (users.userOf(session).isEmpty()) {
      return Answer.of(new Outcome.KeptElsewhere());
    }
    return proven(
        session,
        proof,
        origin,
        now,
        user -> {
          // a recovery code that was shown has changed the user, and so ended the session
          Session going =
              user.version() == session.userVersion() ? session : users.renew(session, user, now);
          return new Outcome.Begun(going, Enrolment.begin(user, vault.box(), now, random));
        });
  }

  public Answer confirmSecondFactor(
      Session session, String enrolment, String code, InetAddress origin, Instant now) {
    Optional<LocalUser> user = users.userOf(session);
    if (user.isEmpty()) {
      return Answer.of(new Outcome.KeptElsewhere());
    }
    Optional<Enrolment.Confirmed> confirmed =
        Enrolment.confirmed(user.get(), enrolment, code, vault.box(), now);
    if (confirmed.isEmpty()) {
      return Answer.of(
          new Outcome.Invalid(
              "code",
              "must be a code of the new key, of now, within "
                  + Enrolment.LIFE.toMinutes()
                  + " minutes after the key was made; set the clock of the device, or begin again"));
    }
    RecoveryCodes recovery = RecoveryCodes.next(user.get().key(), random);
    LocalUser renewed =
        user.get().withSecondFactor(confirmed.get().sealedTotp(), recovery.hashes());
    ControlOutcome outcome =
        store.apply(new ControlChange.Replace(renewed), actor(session, origin));
    if (!(outcome instanceof ControlOutcome.Done done)) {
      return Answer.of(new Outcome.Conflict("this login was changed meanwhile; begin again"));
    }
    users.spend(user.get(), confirmed.get().step());
    return Answer.of(changed(session, (LocalUser) done.object(), recovery.codes(), now));
  }

  private Answer proven(
      Session session, LoginProof proof, InetAddress origin, Instant now, Step step) {
    var attempt = new LoginAttempt(session.identity().name(), proof.password(), origin);
    UserDesk.Proof found = users.prove(attempt, proof.code(), now);
    if (found instanceof UserDesk.Proof.Right right) {
      return Answer.of(step.with(right.user()));
    }
    UserDesk.Proof.Wrong wrong = (UserDesk.Proof.Wrong) found;
    return new Answer(
        new Outcome.Denied(wrong.reply().isTemporary(), wrong.reply().toString()), wrong.events());
  }

  private Outcome changed(Session before, LocalUser user, List<String> codes, Instant now) {
    return new Outcome.Changed(users.renew(before, user, now), codes);
  }

  private static Outcome refusal(ChangeResult result) {
    if (result instanceof ChangeResult.Refused refused) {
      return refused.why() instanceof Refusal.Invalid invalid
          ? new Outcome.Invalid(
              invalid.field().equals(CredentialRules.PASSWORD) ? NEW_PASSWORD : invalid.field(),
              invalid.rule())
          : new Outcome.Conflict(((Refusal.Conflict) refused.why()).why());
    }
    return new Outcome.Conflict("this login was changed or taken away meanwhile; log in again");
  }

  private static ChangeOrder order(Session session, InetAddress origin, boolean isTrial) {
    return new ChangeOrder(Expectation.NONE, isTrial, actor(session, origin));
  }

  private static Actor actor(Session session, InetAddress origin) {
    return new Actor(session.identity().name(), origin.getHostAddress());
  }
}

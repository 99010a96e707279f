package relay.rar.command;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import relay.domain.authentication.BindingFault;
import relay.domain.authentication.ChannelBinding;
import relay.domain.authentication.Mechanism;
import relay.domain.authentication.ScramFirst;
import relay.domain.reception.LoginMessage;
import relay.domain.reception.LoginStep;
import relay.domain.reception.LoginVerdict;
import relay.domain.smtp.SaslText;
import relay.rar.session.SmtpSession;

/**
 * AUTH SCRAM-SHA-256 and -PLUS (RFC 7677): the password never travels, and both sides prove
 * themselves.
 */
final class ScramAuth {
  private static final Logger LOG = System.getLogger(ScramAuth.class.getName());

  private ScramAuth() {}

  static void run(SmtpSession session, Mechanism mechanism, String initial) throws IOException {
    String response = initial != null ? initial : AuthDialogue.ask(session, "");
    if (response == null) {
      return;
    }
    Optional<ScramFirst> first = AuthDialogue.text(response).flatMap(ScramFirst::read);
    if (first.isEmpty()) {
      AuthDialogue.unreadable(session);
      return;
    }
    Set<Mechanism> offered = session.logins();
    Optional<BindingFault> fault =
        first
            .get()
            .faultUnder(
                mechanism == Mechanism.SCRAM_SHA_256_PLUS,
                offered.contains(Mechanism.SCRAM_SHA_256_PLUS),
                session.peer().bindings());
    if (fault.isPresent()) {
      refuse(session, fault.get());
      return;
    }
    var address = session.peer().address();
    LoginStep step =
        AuthDialogue.step(
            session,
            new LoginMessage.ScramOpening(first.get(), session.peer().bindings(), address));
    if (step instanceof LoginStep.Challenge asked) {
      String answer = AuthDialogue.ask(session, SaslText.encoded(asked.challenge().text()));
      if (answer == null) {
        return;
      }
      // What is no base 64 proves nothing, and is judged like that: it counts as a wrong guess.
      String text = AuthDialogue.text(answer).orElse("");
      step =
          AuthDialogue.step(
              session, new LoginMessage.ScramAnswer(asked.challenge(), text, address));
    }
    end(session, step);
  }

  private static void refuse(SmtpSession session, BindingFault fault) throws IOException {
    switch (fault) {
      case NOT_THE_MECHANISM -> AuthDialogue.unreadable(session);
      case UNKNOWN_BINDING ->
          session.reply(
              504,
              "5.5.4",
              "channel bindings of this session: "
                  + session.peer().bindings().types().stream()
                      .map(ChannelBinding::word)
                      .sorted()
                      .collect(Collectors.joining(", ")));
      case DOWNGRADED -> {
        LOG.log(
            Level.WARNING,
            "the client at "
                + session.peer().address().getHostAddress()
                + " was not shown SCRAM-SHA-256-PLUS, which was offered: somebody between us"
                + " changes what is said");
        session.reply(535, "5.7.8", "SCRAM-SHA-256-PLUS was offered; is somebody between us?");
        session.countLoginFailure();
      }
      default -> throw new IllegalStateException("a fault without a reply: " + fault);
    }
  }

  private static void end(SmtpSession session, LoginStep step) throws IOException {
    if (!(step instanceof LoginStep.Ended ended)) {
      AuthDialogue.answer(session, AuthDialogue.unavailable());
      return;
    }
    if (ended.verdict() instanceof LoginVerdict.Granted && ended.proof().isPresent()) {
      // RFC 4954 4: 235 carries no data, so our proof is one more challenge with an empty answer.
      String last = AuthDialogue.ask(session, SaslText.encoded(ended.proof().get()));
      if (last == null) {
        return;
      }
      if (!last.isEmpty()) {
        AuthDialogue.unreadable(session);
        return;
      }
    }
    AuthDialogue.answer(session, ended.verdict());
  }
}

package relay.ejb.user;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import relay.domain.administration.ObjectDesk;
import relay.domain.administration.OwnLoginDesk;
import relay.domain.control.ControlStore;
import relay.domain.journal.Journal;
import relay.domain.secret.SecretVault;
import relay.domain.user.LoginProof;
import relay.domain.user.OwnLogin;
import relay.domain.user.Session;
import relay.ejb.login.LoginExchange;

/** People change their own logins on this node; wrong proofs are in the journal. */
@ApplicationScoped
public class NodeOwnLogin implements OwnLogin {
  @Inject ObjectDesk objects;
  @Inject ControlStore store;
  @Inject NodeUserDoor users;
  @Inject SecretVault vault;
  @Inject Journal journal;
  @Inject InstantSource clock;
  @Inject LoginExchange exchange;
  private OwnLoginDesk desk;

  @PostConstruct
  void open() {
    desk = new OwnLoginDesk(objects, store, users.desk(), vault, new SecureRandom());
  }

  @Override
  public Outcome changePassword(
      Session session, LoginProof proof, String wanted, InetAddress origin) {
    return told(desk.changePassword(session, proof, wanted, origin, clock.instant()));
  }

  @Override
  public Outcome beginSecondFactor(Session session, LoginProof proof, InetAddress origin) {
    return told(desk.beginSecondFactor(session, proof, origin, clock.instant()));
  }

  @Override
  public Outcome confirmSecondFactor(
      Session session, String enrolment, String code, InetAddress origin) {
    return told(desk.confirmSecondFactor(session, enrolment, code, origin, clock.instant()));
  }

  private Outcome told(OwnLoginDesk.Answer answer) {
    // a session may have been opened in the place of another
    exchange.tellNow();
    if (!answer.events().isEmpty()) {
      journal.write(answer.events());
    }
    return answer.outcome();
  }
}

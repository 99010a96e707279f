package relay.ejb.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relay.domain.control.ControlKind;
import relay.domain.user.LocalUser;
import relay.domain.user.LoginMarks;
import relay.domain.user.UserKind;
import relay.ejb.database.Database;

/** Lets users be kept like everything else that operators make. */
@ApplicationScoped
public class UserProducer {

  @Produces
  @Singleton
  ControlKind<LocalUser> kind() {
    return UserKind.USER;
  }

  @Produces
  @Singleton
  LoginMarks marks(Database database, InstantSource clock) {
    return new DatabaseMarks(database, clock);
  }
}

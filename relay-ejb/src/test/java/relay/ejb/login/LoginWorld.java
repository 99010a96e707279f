package relay.ejb.login;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import relay.domain.control.InMemoryControlStore;
import relay.domain.user.Users;

/** What all nodes have in common. */
final class LoginWorld {
  final InMemoryControlStore store = new InMemoryControlStore();
  final Map<String, String> settings = new HashMap<>();
  private volatile Instant now = LoginExchangeContract.NOON;

  LoginWorld() {
    new Users(store)
        .made(
            "",
            "olga",
            "{\"role\":\"operator\",\"second_factor\":\"none\",\"password\":\""
                + LoginExchangeContract.PASSWORD
                + "\"}");
  }

  Instant now() {
    return now;
  }

  void forward(Duration time) {
    now = now.plus(time);
  }
}

package relay.launcher;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import relay.domain.http.Administrator;

/** As whom the command asks. */
sealed interface Login {

  /** Adds what shows it to a request. */
  void show(HttpRequest.Builder request);

  /** What to do when the relay does not take it. */
  String advice();

  /** The administrator of the first start, by password or by the token of the data folder. */
  record Admin(String password) implements Login {
    @Override
    public void show(HttpRequest.Builder request) {
      String text = Administrator.NAME + ":" + password;
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String advice() {
      return "check RELAY_PASSWORD, or log in with: relay login";
    }

    @Override
    public String toString() {
      return "Admin";
    }
  }

  /** A credential of the kind api-token. */
  record Token(String text) implements Login {
    @Override
    public void show(HttpRequest.Builder request) {
      request.header("Authorization", "Bearer " + text);
    }

    @Override
    public String advice() {
      return "the token is not taken: it may have expired, or be for other addresses; ask for"
          + " another";
    }

    @Override
    public String toString() {
      return "Token";
    }
  }

  /** Somebody who logged in. */
  record Session(String token, String csrfToken) implements Login {
    @Override
    public void show(HttpRequest.Builder request) {
      request.header("Cookie", "relay_session=" + token).header("X-CSRF-Token", csrfToken);
    }

    @Override
    public String advice() {
      return "log in again with: relay login";
    }

    @Override
    public String toString() {
      return "Session";
    }
  }
}

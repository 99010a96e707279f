package relay.domain.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.audit.Actor;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.InMemoryControlStore;
import relay.domain.control.Refusal;
import relay.domain.secret.BreachedPasswords;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;

/** Passwords that were stolen elsewhere are chosen by nobody here. */
class BreachedCredentialTest {
  private static final Actor ANN = new Actor("ann", "192.0.2.1");
  // SHA-1 of: correct horse battery staple
  private static final String STOLEN = "ABF7AAD6438836DBE526AA231ABDE2D0EEF74D42";

  @TempDir Path folder;

  @Test
  void shouldRefuseAPasswordThatWasStolenAndSayWhatToDo() throws IOException {
    Path list = folder.resolve("list.txt");
    Files.writeString(list, STOLEN + ":217\r\n", StandardCharsets.US_ASCII);

    ChangeResult result = create(list, "correct horse battery staple");

    Refusal.Invalid why = why(result);
    assertThat(why.field()).isEqualTo("password");
    assertThat(why.rule()).contains("choose one that you use nowhere else");
    assertThat(result.toString()).doesNotContain("horse");
    assertThat(create(list, "correct horse battery stapler")).isInstanceOf(ChangeResult.Done.class);
  }

  @Test
  void shouldTakeNoChosenPasswordWhileTheListCannotBeRead() {
    Path missing = folder.resolve("missing.txt");

    assertThat(why(create(missing, "correct horse battery staple")).rule())
        .contains("the operator finds the reason in the log")
        .doesNotContain("missing.txt");
  }

  @Test
  void shouldMakePasswordsWithoutTheList() {
    assertThat(create(folder.resolve("missing.txt"), "")).isInstanceOf(ChangeResult.Done.class);
  }

  private static Refusal.Invalid why(ChangeResult result) {
    return (Refusal.Invalid) ((ChangeResult.Refused) result).why();
  }

  private static ChangeResult create(Path list, String password) {
    ObjectDesk desk =
        ObjectDesks.over(new InMemoryControlStore(), BreachedPasswords.in(list.toString()));
    ChangeOrder now = new ChangeOrder(Expectation.NONE, false, ANN);
    desk.put(Tenant.key("acme"), ControlJson.read("{}"), now);
    String field = password.isEmpty() ? "" : ",\"password\":\"" + password + "\"";
    return desk.create(
        TenancyKinds.CREDENTIAL,
        id -> new ControlKey(TenancyKinds.CREDENTIAL.name(), "acme", id),
        ControlJson.read("{\"kind\":\"smtp-user\",\"login_name\":\"shop\"" + field + "}"),
        now);
  }
}

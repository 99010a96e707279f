package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import relay.domain.control.ControlJson;
import relay.endtoend.OperatorSteps.Asking;

/** Files of contacts, against the real process and its batch runtime. */
final class ContactSteps {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String TENANT = "/api/v1/tenants/default/";
  private final Asking admin;

  ContactSteps(Asking admin) {
    this.admin = admin;
  }

  void shouldReadAFileOfContactsByAJobAndWriteThemAgain() throws Exception {
    admin.ask("PUT", TENANT + "lists/steps", "{}");
    String query = "contact-imports?list=steps&origin=fair&wording=v1";
    String file = "email\nann@steps.test\nno address\nbob@steps.test\n";

    String taken = admin.ask("POST", TENANT + query, file).body();

    String job = TENANT + "contact-imports/" + ControlJson.read(taken).getString("id");
    Awaitility.await("the job reads it to its end")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(admin.ask("GET", job, "").body()).contains("\"state\":\"done\""));
    assertThat(ControlJson.read(admin.ask("GET", job, "").body()).getJsonObject("counts"))
        .hasToString(
            "{\"rows\":3,\"added\":2,\"changed\":0,\"same\":0,\"faulty\":1,\"suppressed\":0,"
                + "\"role\":0,\"consents\":2,\"refused\":0}");
    assertThat(admin.ask("GET", job + "/report", "").body()).contains("3,error,address,");
    assertThat(admin.ask("GET", TENANT + "contact-export?list=steps", "").body())
        .contains("ann@steps.test", "bob@steps.test", ",confirmed,");
    assertThat(admin.ask("GET", "/api/v1/jobs", "").body()).contains("\"contact-import\"");
  }
}

package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.configuration.RelayConfiguration;

class SimulateCommandTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void shouldTellWhenACampaignIsDoneHourByHour() {
    assertThat(run("--recipients", "500", "--mix", "patient=1", "--seed", "3")).isZero();

    assertThat(told())
        .contains("500 recipients, lane bulk, handed in at once; seed 3")
        .contains("done after 0:0", "500 delivered, 0 bounced, 0 expired, 0 deferrals")
        .contains("MODEL", "WAITS", "RESTRICTIONS", "patient");
  }

  @Test
  void shouldPrintOneDocumentWithModelsOfYourOwn() throws IOException {
    Path models = folder.resolve("models.json");
    Files.writeString(models, "{\"shut\":{\"hosts\":[\"mx.shut.example\"],\"per_minute\":0}}");

    run(
        "--recipients",
        "20",
        "--mix",
        "shut=1",
        "--models",
        models.toString(),
        "--days",
        "1",
        "--json");

    assertThat(told().strip().lines()).hasSize(1);
    assertThat(told()).contains("\"delivered\":0", "\"mix\":{\"shut\":1}", "\"hours\":[");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "--recipients 0",
        "--recipients 5 --mix nobody=1",
        "--recipients 5 --lane express",
        "--recipients 5 --start today",
        "--recipients 5 --standing good",
        "--recipients 5 --standing 7",
        "--recipients 5 --models no-such-file",
        "--recipients 5 --days 1000",
      })
  void shouldRefuseWhatIsNoCampaign(String line) {
    assertThatThrownBy(() -> run(line.isEmpty() ? new String[0] : line.split(" ")))
        .isInstanceOf(Refusal.class);
  }

  private int run(String... words) {
    var console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(out, true, StandardCharsets.UTF_8));
    return new SimulateCommand(RelayConfiguration::load).run(List.of(words), console);
  }

  private String told() {
    return out.toString(StandardCharsets.UTF_8);
  }
}

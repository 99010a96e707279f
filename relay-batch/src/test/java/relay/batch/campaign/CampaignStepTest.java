package relay.batch.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The step as its document describes it. */
class CampaignStepTest {
  private static String document() throws java.io.IOException {
    try (InputStream in =
        BatchCampaignJobs.class
            .getClassLoader()
            .getResourceAsStream("META-INF/batch-jobs/campaign.xml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void shouldGiveEachPartTheParametersThatItReads() throws Exception {
    String document = document();

    for (Class<?> part :
        List.of(CampaignReader.class, CampaignProcessor.class, CampaignWriter.class)) {
      String name = part.getAnnotation(jakarta.inject.Named.class).value();
      assertThat(document).contains("ref=\"" + name + "\"");
      Stream.of(part.getDeclaredFields())
          .map(field -> field.getAnnotation(jakarta.batch.api.BatchProperty.class))
          .filter(java.util.Objects::nonNull)
          .forEach(
              property ->
                  assertThat(document)
                      .contains(
                          "name=\""
                              + property.name()
                              + "\" value=\"#{jobParameters['"
                              + property.name()
                              + "']}\""));
    }
    assertThat(document).contains("time-limit=\"1\"").doesNotContain("partition>");
  }

  @Test
  void shouldPassOverTheSignThatNobodyMayGo() {
    assertThat(new CampaignProcessor().processItem(CampaignReader.NOBODY)).isNull();
  }
}

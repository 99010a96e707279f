package relay.domain.reports;

import java.util.List;
import java.util.stream.Stream;
import relay.domain.settings.Setting;
import relay.domain.settings.Settings;
import relay.domain.verification.report.ReceivedReportSettings;

/** What is read of the reports of others, and how much of it is kept. */
public record OthersReportSettings(ReceivedReportSettings received, KeptReportSettings kept) {

  public static final List<Setting<?>> ALL =
      Stream.of(ReceivedReportSettings.ALL, KeptReportSettings.ALL)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  public static OthersReportSettings from(Settings settings) {
    return new OthersReportSettings(
        ReceivedReportSettings.from(settings), KeptReportSettings.from(settings));
  }
}

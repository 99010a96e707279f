package relay.launcher;

import java.util.List;

/** One word after {@code relay}, and what it does. A new one is added to {@link RelayCommand}. */
interface Subcommand {

  /** The words of the command, three blanks, and one line that tells what it does. */
  String usage();

  /** Lines to learn from, without {@code relay} before them. */
  default List<String> examples() {
    return List.of();
  }

  /** The page of {@code --help}, lines ended. */
  default String help() {
    return Usage.of(this);
  }

  /**
   * Does it. Which data folder and settings file were asked for is known to the process already.
   *
   * @param line the words after the name of the command, without --data and --settings
   * @return the exit code; 0 for success
   * @throws Refusal with the sentence to show
   * @throws relay.domain.settings.InvalidSetting naming key, value and rule
   */
  int run(List<String> line, Console console) throws Exception;
}

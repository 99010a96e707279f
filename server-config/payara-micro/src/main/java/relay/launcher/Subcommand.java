package relay.launcher;

/** One word after {@code relay}, and what it does. A new one is added to {@link RelayCommand}. */
interface Subcommand {

  /** The words of the command and one line of help. */
  String usage();

  /**
   * Does it.
   *
   * @return the exit code; 0 for success
   * @throws Refusal with the sentence to show
   * @throws relay.domain.settings.InvalidSetting naming key, value and rule
   */
  int run(Arguments arguments, Console console) throws Exception;
}

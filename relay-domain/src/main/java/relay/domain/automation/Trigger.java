package relay.domain.automation;

import java.time.LocalTime;
import java.util.Optional;

/** What lets a contact into an automation. */
public sealed interface Trigger {

  /** It has confirmed a list. */
  record Joined(String list) implements Trigger {}

  /**
   * A day of its own has come.
   *
   * @param attribute of type date
   * @param days after that day; negative: before
   * @param yearly whether day and month count in every year, as for birthdays; 29 February is 28
   *     February in years without it
   * @param at time of day in the contact's zone
   */
  record Dated(String attribute, int days, boolean yearly, LocalTime at) implements Trigger {}

  /** A program told of it by this name. */
  record Told(String event) implements Trigger {}

  /**
   * A person opened a mail or followed a link of it.
   *
   * @param mailing campaign that the mail carries
   * @param link that was followed; empty: any
   */
  record Reacted(boolean clicked, String mailing, Optional<String> link) implements Trigger {}

  /** A mail was delivered and nobody opened it for days. */
  record NotOpened(String mailing, int days) implements Trigger {}
}

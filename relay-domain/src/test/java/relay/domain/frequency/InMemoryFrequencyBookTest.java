package relay.domain.frequency;

import java.time.Instant;

class InMemoryFrequencyBookTest implements FrequencyBookContract {
  private final InMemoryFrequencyBook book = new InMemoryFrequencyBook();

  @Override
  public FrequencyBook book() {
    return book;
  }

  @Override
  public String aContact(String address) {
    return address;
  }

  @Override
  public void delivered(String contact, Instant at) {
    book.delivered.put(contact, at);
  }
}

package io.entryguard.resources.local.endtoend;

import java.util.function.Function;

/** A genuine or forged caller of a customer: adds a credential to a request. */
@FunctionalInterface
interface Sender {
  Request sign(Request request, Customer customer);

  static Sender authorization(Function<Customer, String> value) {
    return (request, customer) -> request.with("Authorization", value.apply(customer));
  }

  static Sender token(Function<Customer, String> token) {
    return authorization(customer -> "Bearer " + token.apply(customer));
  }

  static Sender key(Function<Customer, String> key) {
    return (request, customer) -> request.with("X-API-Key", key.apply(customer));
  }
}

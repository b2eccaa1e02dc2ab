// Command histories reads the histories that the reliability tests have recorded, lets Porcupine check each, and compares its verdict
// with the one in the file, which is the tests' own. Porcupine and the tests' checker share no code; the model below says again, in
// another language, what tests/…/reliability/Model.java says.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/anishathalye/porcupine"
)

// timeout is how long Porcupine may search for an order of one history. Most take a millisecond.
const timeout = 20 * time.Second

// Of so many histories Porcupine may come to no verdict in that time on one: many calls without an answer have too many orders for
// its search.
const oneOpenOf = 1000

type history struct {
	Limit      int         `json:"limit"`
	HasOrder   bool        `json:"hasOrder"`
	Operations []operation `json:"operations"`
}

// operation is a call and its answer, with an end of -1 where none came.
type operation struct {
	Start  int64  `json:"start"`
	End    int64  `json:"end"`
	Call   call   `json:"call"`
	Answer answer `json:"answer"`
}

type call struct {
	Kind     string  `json:"kind"`
	ID       string  `json:"id"`
	Value    string  `json:"value"`
	Key      *string `json:"key"`
	IfMatch  *string `json:"ifMatch"`
	Sessions int     `json:"sessions"`
	Version  int64   `json:"version"`
}

type answer struct {
	Kind      string            `json:"kind"`
	ID        string            `json:"id"`
	Value     string            `json:"value"`
	Code      string            `json:"code"`
	Count     int               `json:"count"`
	Resources map[string]string `json:"resources"`
}

func (a answer) equals(other answer) bool {
	return a.Kind == other.Kind && a.ID == other.ID && a.Value == other.Value && a.Code == other.Code &&
		a.Count == other.Count && maps.Equal(a.Resources, other.Resources)
}

type resource struct {
	value    string
	sessions int
	version  int64
}

// organization is what one organization has; ids are all that were ever there. A step changes a copy.
type organization struct {
	resources map[string]resource
	ids       map[string]bool
	keys      map[string]string
}

func (o organization) copy() organization {
	return organization{maps.Clone(o.resources), maps.Clone(o.ids), maps.Clone(o.keys)}
}

func (o organization) equals(other organization) bool {
	return maps.Equal(o.resources, other.resources) && maps.Equal(o.ids, other.ids) && maps.Equal(o.keys, other.keys)
}

func (o organization) values() map[string]string {
	values := map[string]string{}
	for id, each := range o.resources {
		values[id] = each.value
	}
	return values
}

func refused(code string) answer {
	return answer{Kind: "refused", Code: code}
}

// after returns what a call is answered, and what the organization has then. A create calls its resource newID.
func (o organization) after(c call, newID string, limit int) (answer, organization) {
	found, exists := o.resources[c.ID]
	switch c.Kind {
	case "create":
		return o.create(c, newID, limit)
	case "list":
		return answer{Kind: "listed", Resources: o.values()}, o
	case "read stored":
		return answer{Kind: "stored", Count: len(o.resources), Resources: o.values()}, o
	case "report":
		if exists && c.Version > found.version {
			o = o.copy()
			o.resources[c.ID] = resource{found.value, c.Sessions, c.Version}
		}
		return answer{Kind: "done"}, o
	}
	if !exists {
		return refused("RESOURCE_NOT_FOUND"), o
	}
	if c.IfMatch != nil && *c.IfMatch != found.value {
		return refused("PRECONDITION_FAILED"), o
	}
	switch c.Kind {
	case "get":
		return answer{Kind: "shown", Value: found.value}, o
	case "update":
		o = o.copy()
		o.resources[c.ID] = resource{c.Value, found.sessions, found.version}
		return answer{Kind: "shown", Value: c.Value}, o
	case "delete":
		if found.sessions > 0 {
			return refused("RESOURCE_IN_USE"), o
		}
		o = o.copy()
		delete(o.resources, c.ID)
		return answer{Kind: "done"}, o
	}
	panic("a call of an unknown kind: " + c.Kind)
}

func (o organization) create(c call, newID string, limit int) (answer, organization) {
	if c.Key != nil {
		if id, known := o.keys[*c.Key]; known {
			return answer{Kind: "replayed", ID: id}, o
		}
	}
	if len(o.resources) >= limit {
		return refused("MAX_RESOURCES_REACHED"), o
	}
	o = o.copy()
	o.resources[newID] = resource{value: c.Value}
	o.ids[newID] = true
	if c.Key != nil {
		o.keys[*c.Key] = newID
	}
	return answer{Kind: "created", ID: newID}, o
}

// unclaimed returns the ids that callers know although no answer to a create has named them: what creates without an answer may have
// called their resources.
func unclaimed(operations []operation) []string {
	known, claimed := map[string]bool{}, map[string]bool{}
	for _, each := range operations {
		known[each.Call.ID] = true
		switch each.Answer.Kind {
		case "created":
			claimed[each.Answer.ID] = true
		case "replayed":
			known[each.Answer.ID] = true
		case "listed", "stored":
			for id := range each.Answer.Resources {
				known[id] = true
			}
		}
	}
	delete(known, "")
	maps.DeleteFunc(known, func(id string, _ bool) bool { return claimed[id] })
	return slices.Sorted(maps.Keys(known))
}

// state is an organization, with the calls without an answer that have taken effect so far: by their indices, and the latest of their
// starts.
type state struct {
	organization
	done   map[int]bool
	latest int64
}

func (s state) equals(other state) bool {
	return s.latest == other.latest && maps.Equal(s.done, other.done) && s.organization.equals(other.organization)
}

// question is an answered call, with the time of its answer.
type question struct {
	call
	end int64
}

// search knows the calls of a history that nobody has answered. Each took effect at some time after its start, or never.
type search struct {
	limit      int
	unanswered []operation
	unclaimed  []string
}

// explain returns the states that may follow an answer. A call without an answer takes effect as late as it can: just before the first
// answer that cannot be explained without it.
func (s search) explain(before state, asked question, given answer) []state {
	if before.latest >= asked.end {
		return nil
	}
	newID := unseen(before)
	if given.Kind == "created" {
		newID = given.ID
	}
	var states []state
	if said, after := before.after(asked.call, newID, s.limit); said.equals(given) && !before.ids[newID] {
		states = append(states, state{after, before.done, before.latest})
		// A report's answer is the same whatever took effect before it.
		if asked.Kind != "report" {
			return states
		}
	}
	for i, each := range s.unanswered {
		if before.done[i] || each.Start >= asked.end {
			continue
		}
		for _, id := range s.newIDs(before, each.Call) {
			_, after := before.after(each.Call, id, s.limit)
			if after.equals(before.organization) {
				continue
			}
			done := maps.Clone(before.done)
			done[i] = true
			for _, found := range s.explain(state{after, done, max(before.latest, each.Start)}, asked, given) {
				if !slices.ContainsFunc(states, found.equals) {
					states = append(states, found)
				}
			}
		}
	}
	return states
}

func unseen(s state) string {
	return fmt.Sprintf("unseen %d", len(s.ids))
}

// newIDs returns what a create without an answer may have called its resource.
func (s search) newIDs(before state, c call) []string {
	ids := []string{unseen(before)}
	if c.Kind == "create" {
		for _, id := range s.unclaimed {
			if !before.ids[id] {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

func (s search) model() porcupine.Model {
	nondeterministic := porcupine.NondeterministicModel{
		Init: func() []any {
			empty := organization{map[string]resource{}, map[string]bool{}, map[string]string{}}
			return []any{state{empty, map[int]bool{}, 0}}
		},
		Step: func(before, input, output any) []any {
			var states []any
			for _, after := range s.explain(before.(state), input.(question), output.(answer)) {
				states = append(states, after)
			}
			return states
		},
		Equal: func(one, other any) bool { return one.(state).equals(other.(state)) },
	}
	return nondeterministic.ToModel()
}

func check(h history) porcupine.CheckResult {
	s := search{limit: h.Limit, unclaimed: unclaimed(h.Operations)}
	var answered []porcupine.Operation
	keys := map[string]bool{}
	for i, each := range h.Operations {
		if each.End >= 0 {
			answered = append(answered, porcupine.Operation{
				ClientId: i,
				Input:    question{each.Call, each.End},
				Call:     each.Start,
				Output:   each.Answer,
				Return:   each.End,
			})
			continue
		}
		// Of creates with one key the first can do whatever a later one can.
		if each.Call.Key != nil {
			if keys[*each.Call.Key] {
				continue
			}
			keys[*each.Call.Key] = true
		}
		s.unanswered = append(s.unanswered, each)
	}
	return porcupine.CheckOperationsTimeout(s.model(), answered, timeout)
}

func read(path string) ([]history, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 16<<20)
	var histories []history
	for lines.Scan() {
		var h history
		if err := json.Unmarshal(lines.Bytes(), &h); err != nil {
			return nil, fmt.Errorf("line %d: %w", len(histories)+1, err)
		}
		histories = append(histories, h)
	}
	return histories, lines.Err()
}

// checkAll checks the histories on all cores, and says how far it is.
func checkAll(histories []history) []porcupine.CheckResult {
	results := make([]porcupine.CheckResult, len(histories))
	var next atomic.Int64
	var checkers sync.WaitGroup
	for range runtime.NumCPU() {
		checkers.Add(1)
		go func() {
			defer checkers.Done()
			for i := next.Add(1) - 1; i < int64(len(histories)); i = next.Add(1) - 1 {
				results[i] = check(histories[i])
				if i > 0 && i%1000 == 0 {
					fmt.Printf("  %d histories ...\n", i)
				}
			}
		}()
	}
	checkers.Wait()
	return results
}

func run(path string) error {
	histories, err := read(path)
	if err != nil {
		return err
	}
	operations, withoutOrder, open, differ := 0, 0, 0, 0
	for i, result := range checkAll(histories) {
		h := histories[i]
		operations += len(h.Operations)
		if !h.HasOrder {
			withoutOrder++
		}
		if result == porcupine.Unknown {
			open++
		} else if (result == porcupine.Ok) != h.HasOrder {
			differ++
			fmt.Printf("line %d: the tests say %t, Porcupine says %s\n", i+1, h.HasOrder, result)
		}
	}
	all := len(histories)
	fmt.Printf("%d histories of %d operations, %d of them without an order: both checkers agree on %d, Porcupine has no verdict on %d\n",
		all, operations, withoutOrder, all-differ-open, open)
	if differ > 0 {
		return fmt.Errorf("%d verdicts differ", differ)
	}
	if open*oneOpenOf > all {
		return fmt.Errorf("no verdict by Porcupine on more than one of %d histories", oneOpenOf)
	}
	if withoutOrder == 0 || withoutOrder == all {
		return fmt.Errorf("histories with and without an order are needed, and %d of %d have none", withoutOrder, all)
	}
	return nil
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: histories FILE")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

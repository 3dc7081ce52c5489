// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BaseTest } from "../utils/BaseTest.sol";
import { WithdrawalActions } from "./handlers/WithdrawalActions.sol";
import { WithdrawalHandler } from "./handlers/WithdrawalHandler.sol";

/// @notice The invariants of `docs/invariants.md` that withdrawals touch, by name. One campaign: every call runs real proofs.
contract WithdrawalInvariants is BaseTest {
    WithdrawalHandler private _handler;

    function setUp() public {
        _handler = new WithdrawalHandler(false);
        targetSelector(address(_handler), WithdrawalActions.all());
        targetContract(address(_handler));
    }

    /// forge-config: default.invariant.runs = 32
    /// forge-config: ci.invariant.runs = 128
    /// forge-config: ci.invariant.depth = 128
    /// forge-config: nightly.invariant.runs = 1024
    /// forge-config: nightly.invariant.depth = 256
    function invariant_R1_R3_R5_R6_R14_R30_R31_R43() public view {
        assertEq(_handler.violation(), "", "a handler saw what must never happen");
        (uint256 supply, uint256 issued, uint256 redeemed, uint256 here) = _handler.books();
        (uint256 owed, uint256 waiting, uint256 queued,) = _handler.openShares();
        assertEq(supply, issued, "R1: supply = sum of issued");
        assertEq(redeemed, owed, "R3: to be redeemed = open shares");
        assertEq(here, owed + waiting, "R14: what lies here is what is owed or waits");
        assertEq(_handler.queueLevel(), queued, "R30: the level is what waits in the queue");
    }

    /// R45: nothing is left anywhere once everybody has gone.
    function afterInvariant() public {
        _handler.everyoneExits();
        (uint256 supply, uint256 issued, uint256 redeemed, uint256 here) = _handler.books();
        (,,, bool terminal) = _handler.openShares();
        assertTrue(terminal, "R47: every withdrawal has come to its end");
        assertEq(here, 0, "R45: no qpBTC is left here");
        assertEq(redeemed, 0, "R45: nobody owes a payment");
        assertEq(supply, issued, "R1: to the end");
    }
}

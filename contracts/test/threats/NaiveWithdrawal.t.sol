// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { StakerView } from "../../src/types/StakerTypes.sol";
import { WithdrawalState } from "../../src/types/WithdrawalTypes.sol";
import { WithdrawalFixture } from "../utils/WithdrawalFixture.sol";

/// @dev The design this one replaces, as simple as it was: one staker is drawn and owes whatever is asked for.
contract NaiveWithdrawal {
    mapping(uint256 staker => uint64) public held;
    mapping(uint256 staker => uint64) public owed;
    uint256 public stakers;

    function add(uint64 sats) external {
        held[++stakers] = sats;
    }

    function request(uint64 sats, uint256 seed) external returns (uint256 staker) {
        staker = seed % stakers + 1;
        owed[staker] += sats;
    }
}

/// @notice A withdrawal assumes that its staker can pay any amount. The naive design names one that holds less than it owes; here
/// what is asked for is split over holders, no one owes more than it issued, and what nobody can carry waits.
contract NaiveWithdrawalTest is WithdrawalFixture {
    uint256 private constant HOLDERS = 3;
    uint64 private constant HELD = 2 * BTC;

    function test_NaiveDesignOwesMoreThanItHolds() external {
        NaiveWithdrawal naive = new NaiveWithdrawal();
        for (uint256 i; i < HOLDERS; ++i) {
            naive.add(HELD);
        }
        for (uint256 seed; seed < HOLDERS; ++seed) {
            uint256 staker = naive.request(HELD + 1, seed);
            assertGt(naive.owed(staker), naive.held(staker), "whoever is drawn cannot pay");
        }
    }

    function test_OursDoesNot() external {
        fill(HOLDERS, HELD);
        uint64 all = uint64(system.qpBTC.balanceOf(alice));
        assertGt(all, HELD, "more than any one of them holds");
        uint256 reqId = asked(alice, all);
        assertWithdrawal(reqId, WithdrawalState.Assigned, "all placed");
        assertEq(withdrawal(reqId).shareCount, HOLDERS, "over all of them");
        _assertNobodyOwesMoreThanItHolds();
        for (uint8 share; share < HOLDERS; ++share) {
            system.withdrawals.verifyWithdrawal(reqId, share, payShare(reqId, share));
        }
        assertWithdrawal(reqId, WithdrawalState.Complete, "and all paid");
        assertBooks("R1");
    }

    function test_OursWaitsForWhatNobodyCanCarry() external {
        fill(HOLDERS, HELD);
        owesAll(0);
        uint256 reqId = asked(alice, uint64(system.qpBTC.balanceOf(alice)));
        assertGt(withdrawal(reqId).unplacedSats, 0, "the rest waits");
        assertEq(withdrawal(reqId).position, 1, "in the queue");
        _assertNobodyOwesMoreThanItHolds();
    }

    function _assertNobodyOwesMoreThanItHolds() private view {
        for (uint256 i; i < stakers.length; ++i) {
            StakerView memory staker = system.registry.stakerOf(stakers[i]);
            assertLe(staker.toBeRedeemed, staker.issued, "R3: nobody owes more than it holds");
        }
    }
}

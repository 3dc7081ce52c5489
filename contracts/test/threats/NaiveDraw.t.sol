// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { Proof } from "../../src/types/BitcoinTypes.sol";
import { DepositState } from "../../src/types/BridgeTypes.sol";
import { ShareFixture } from "../utils/ShareFixture.sol";

/// @dev The design this one replaces, as simple as it was: an address is drawn among those whose free capacity is enough at that
/// moment, and what is taken counts only when it is proven.
contract NaiveDraw {
    mapping(uint256 staker => uint64) public capacity;
    mapping(uint256 staker => uint64) public issued;
    uint256 public stakers;

    function add(uint64 sats) external {
        capacity[++stakers] = sats;
    }

    function quote(uint64 sats, uint256 seed) external view returns (uint256 staker) {
        for (uint256 i; i < stakers; ++i) {
            staker = (seed + i) % stakers + 1;
            if (capacity[staker] - issued[staker] >= sats) return staker;
        }
        revert("capacity");
    }

    function prove(uint256 staker, uint64 sats) external {
        issued[staker] += sats;
    }
}

/// @notice T7: several draws in one block. The naive design promises one staker's capacity several times over; when all is
/// paid, more is issued than is backed. Here what was promised is held, and what cannot be held is refused.
contract NaiveDrawTest is ShareFixture {
    uint256 private constant DRAWS = 8;

    function test_T7_NaiveDesignExceedsCapacity() external {
        NaiveDraw naive = new NaiveDraw();
        for (uint256 i; i < 3; ++i) {
            naive.add(BTC);
        }
        uint256[] memory drawn = new uint256[](DRAWS);
        for (uint256 i; i < DRAWS; ++i) {
            drawn[i] = naive.quote(BTC, i);
        }
        uint256 over;
        for (uint256 i; i < DRAWS; ++i) {
            naive.prove(drawn[i], BTC);
        }
        for (uint256 staker = 1; staker <= 3; ++staker) {
            if (naive.issued(staker) > naive.capacity(staker)) ++over;
        }
        assertEq(over, 3, "everybody issued more than its collateral backs");
    }

    function test_T7_OursDoesNot() external {
        addStakers(3, BTC);
        uint256[] memory ids = new uint256[](DRAWS);
        uint256 accepted;
        vm.startPrank(alice);
        for (uint256 i; i < DRAWS; ++i) {
            try system.bridge.requestDeposit{ value: 1 ether }(BTC, alice, REFUND_KEY, false) returns (uint256 reqId) {
                ids[accepted++] = reqId;
            } catch { }
        }
        vm.stopPrank();
        assertLt(accepted, 4, "no more is promised than there is");
        vm.roll(vm.getBlockNumber() + 3);
        for (uint256 i; i < accepted; ++i) {
            system.bridge.resolveDeposit(ids[i]);
            assertState(ids[i], DepositState.Assigned, "and what is promised is kept");
        }
        for (uint256 i; i < accepted; ++i) {
            for (uint8 share; share < viewOf(ids[i], 0).shareCount; ++share) {
                count(ids[i], share, viewOf(ids[i], share).sats);
            }
        }
        for (uint256 i; i < stakers.length; ++i) {
            assertLe(
                system.registry.stakerOf(stakers[i]).issued,
                system.registry.collateralCapacity(stakers[i]),
                "R2: nobody issued more than its collateral backs"
            );
        }
        assertEq(system.qpBTC.totalSupply(), accepted * BTC, "all of it minted");
        assertBooks("R1, R2");
    }

    /// @dev T30: two relayers that prove the same at once: the second reverts and nothing is minted twice.
    function test_T30_TwoRelayersAtOnce() external {
        addStakers(3, 2 * BTC);
        uint256 reqId = assigned(alice, BTC);
        Proof[] memory proofs = payShare(reqId, 0, BTC, 6);
        bytes memory data = abi.encodeCall(system.minter.executeDeposit, (reqId, 0, proofs));
        vm.prank(bob);
        (bool first,) = address(system.minter).call(data);
        vm.prank(feeRecipient);
        (bool second,) = address(system.minter).call(data);
        assertTrue(first, "one goes through");
        assertFalse(second, "the other costs one reverted transaction");
        assertEq(system.qpBTC.totalSupply(), BTC, "minted once");
    }
}
